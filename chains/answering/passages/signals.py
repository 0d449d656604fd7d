"""What text that steers a language model has to do, as patterns with weights."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SAY = (
    r"(?:repeat|print|output|write|say|include|insert|add|append|embed|put|reply|respond|answer|end|"
    r"finish|conclude|begin|start|open|sign|provide|generate|give|return|display|show|render|compose|"
    r"state|emit|echo|translate|speak)(?:ing|s|ed)?"
)
_REPLY_NOUNS = (
    "response", "answer", "reply", "output", "summary", "completion", "message", "conversation",
    "text",
)  # fmt: skip
_REPLY = (
    r"(?:your|the|this|every|each|all|any)\s+(?:\w+\s+)?"
    rf"(?:{'|'.join(_REPLY_NOUNS)})(?:s|es)?"
)
_LITERALLY = (
    r"(?:exactly\s+as|word\s+for\s+word|verbatim|(?:this|the\s+following|following)\s+"
    r"(?:string|snippet|text|link|url|image|anchor|words?|phrase|sentence|line|html|markdown|code)"
    r"|the\s+(?:word|phrase|string|sequence|sentence)\s+[\"'‘“`])"
)
_RULES = (
    r"(?:instruct\w*|prompts?|rules?|guidelines?|directions?|restrictions?|constraints?|requests?|"
    r"commands?|orders?|programming|training|context|info(?:rmation)?|limitations?)"
)
_MACHINE = (
    r"(?:a\.?i\.?|llms?|(?:large\s+)?language\s+models?|chat\s?bots?|copilots?|(?:ai|virtual|helpful)"
    r"\s+assistants?|gpt(?:-?\d\S{0,9})?|claude|gemini)"
)
_PLACEHOLDER = (
    r"(?:\[[A-Z][A-Z0-9_ -]{0,40}\]|\{[^{}\n]{0,40}\}|<[A-Z][A-Z0-9_ -]{0,40}>|%s"
    r"|%5B[A-Z_]{1,40}%5D)"
)
_ENCODED = r"(?:base-?64|url|uri|mime|quoted-printable|hex|percent|rot-?13)[- ]?encod"
_NEAR = r"[^.!?\n]{0,60}"
_TURN = r"(?:^|[\n>#*])\W{0,6}"


@dataclass(frozen=True, eq=False)
class Hints:
    """Parts of a text in lower case, of which a match holds one; the same for several signals."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Signal:
    """A pattern and its weight; what it finds holds all of its hints, the widest of them first."""

    weight: int
    hints: tuple[Hints, ...]
    pattern: re.Pattern[str]


def _signal(weight: int, hints: str | Sequence[Hints], *patterns: str, flags: int = re.I) -> Signal:
    joined = "|".join(f"(?:{one})" for one in patterns)
    each = (_hints(hints),) if isinstance(hints, str) else tuple(hints)
    return Signal(weight, each, re.compile(joined, flags | re.S))


def _hints(*parts: str) -> Hints:
    return Hints(tuple(";".join(parts).split(";")))


def _each(before: str, after: str) -> str:
    """Each of the parts before with each of those after it."""
    return ";".join(f"{one} {other}" for one in before.split(";") for other in after.split(";"))


_REPLIES = _hints("respon;answer;reply;output;summar;completion;message;text;conversation;antwort")
_MACHINE_PARTS = (
    " ai; a.i;llm;language model;chat;copilot;assistant;gpt;claude;gemini;.ai;>ai;*ai;#ai"
)
_MACHINES = _hints(_MACHINE_PARTS)
_LITERAL = _hints("exactly;word;verbatim;following;this;phrase;string;sequence;sentence")
_NAMED = "string;snippet;text;link;url;image;anchor;word;phrase;sentence;line;html;markdown;code"
_LITERALS = (
    f"exactly as;word for word;verbatim;{_each('this;following', _NAMED)};"
    f"{_each('the', 'word ;phrase ;string ;sequence ;sentence ')}"
)
_HELD = _hints(
    _LITERALS,
    _each("in your", "response;answer;reply;output"),
    _each("to every;to all;to any", "question;message;request"),
    *(_each(f"{one};{one}s;{one}es", "with;by") for one in _REPLY_NOUNS),
    "antwort",
)
_ASKED = _hints(
    _each("focus", "only;solely;exclusively;instead"),
    _each("responding;replying;answering", "with"),
    _each("user;reader;human;person", "ask;tell;told;request;want;instructed"),
    _each("anyone;anybody;someone;somebody", "ask;tell;told;request;want;instructed"),
    _each("you are;you're", "ask;tell;told;request;want;instructed"),
    "to the user",
)


_TURNS = (
    # The marks that part a conversation's turns for a model, and the end of one.
    _signal(
        2,
        "<|;inst];sys>>;](#;prompt;of session;of conversation;of chat;of context;of turn",
        r"<\|[a-z_ ]{2,30}\|>|\[/?INST\]|<</?SYS>>|\[(?:system|assistant|user)\]\(#",
        r"<\s*/?\s*(?:end|start|begin)\s+of\s+(?:session|conversation|chat|context|prompt|turn)\b",
        r"\b(?:begin|end)\s+(?:of\s+)?(?:system\s+)?prompt\b|\bnew\s+system\s+prompt\b",
    ),
    _signal(
        2,
        "system;assistant; ai;bot:;developer;>ai;*ai;#ai",
        rf"{_TURN}(?:system|assistant|ai|bot)\s?:.{{0,400}}?[\n>]\W{{0,6}}(?:user|human)\s?:",
        rf"{_TURN}(?:system|assistant|ai|bot|developer)(?:\s\w+)?\s?:\W{{0,4}}(?:you\b|{_SAY}\b|"
        r"focus\b|ignore\b|disregard\b|forget\b|from\s+now\b)",
    ),
)
_PERSONAS = (
    # Somebody else to be, and no rules to hold.
    _signal(
        2,
        "you are;you're;you’re",
        rf"\byou(?:\s+are|'re|’re)\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:[\w-]+,?\s+){{0,4}}{_MACHINE}\b",
        r"\byou(?:\s+are|'re|’re)\s+(?:now\s+)?(?:DAN\b|(?:no\s+longer|not)\s+(?:bound|an?\s+ai)\b|"
        r"free\s+(?:from|of)\s+(?:all|any)\b)",
    ),
    _signal(
        2,
        " mode",
        r"\b(?:developer|debug|god|admin|root|jailbreak|dan|unrestricted|maintenance)\s+mode\s+"
        r"(?:is\s+)?(?:now\s+)?(?:enabled|on|active|activated|engaged)\b",
    ),
    _signal(
        2,
        f"{_MACHINE_PARTS};pirate;dan ;terminal",
        r"\b(?:act|behave|respond|answer|reply|speak|talk)\s+(?:only\s+)?(?:as|like)\s+(?:if\s+you\s+"
        rf"(?:were|are)\s+)?(?:an?\s+)?(?:[\w-]+\s+){{0,2}}(?:{_MACHINE}|pirate|dan|linux\s+terminal)\b",
    ),
    _signal(
        2,
        (_MACHINES,),
        r"\b(?:to|for|attention|dear|hey|note\s+to|hello)\W{1,3}(?:the\s+|all\s+|any\s+|every\s+)?"
        rf"{_MACHINE}(?:\s+\w+){{0,4}}\s?[,:]",
        r"(?:^|[\n>.])\W{0,6}(?:ai|llm|copilot)\s?(?:agents?|assistants?|bots?|models?)?\s?[,:]\s{0,3}"
        rf"(?:please\b|tell\b|you\b|ignore\b|do\b|when\b|if\b|always\b|never\b|{_SAY}\b)",
    ),
    _signal(
        2,
        "your new ;your real ;your true ;your only ;your actual ;your updated ;from now on",
        r"\byour\s+(?:new|real|true|only|actual|updated)\s+(?:instructions?|directives?|system\s+"
        r"prompt|persona)\b",
        r"\bfrom\s+now\s+on,?\s+(?:you|answer|respond|reply|speak|act)\b",
    ),
)
_RULES_LIFTED = (
    _signal(
        2,
        "ignore;disregard;forget;overr;overw;bypass;abandon;discard",
        r"\b(?:ignore|disregard|forget|override|overrule|bypass|abandon|discard|overwrite)\b[^.!?\n]"
        rf"{{0,40}}\b(?:previous|prior|above|earlier|preceding|all|any|other|existing|initial|your)\b"
        rf"[^.!?\n]{{0,30}}\b{_RULES}\b",
    ),
    _signal(
        2,
        "regardless;new ;updated ",
        rf"\bregardless\s+of\s+(?:[\w-]+\s+){{0,3}}{_RULES}\b.{{0,80}}\b{_SAY}\b",
        r"\b(?:new|updated)\s+(?:instructions?|task|directives?|orders?)\b"
        rf".{{0,400}}\b{_SAY}\b.{{0,80}}{_LITERALLY}",
    ),
    _signal(
        2,
        "ignor;missacht;verg;überschreib;oubli;néglige;olvid;desconsider;esque;omit;指示;命令;ルール"
        ";指令;规则;提示",
        r"\b(?:ignor|missacht|vergiss|vergess|überschreib)\w*\b[^.!?\n]{0,40}\b(?:anweisung|vorgabe|"
        r"regel|befehl|instruktion|prompt)",
        r"\b(?:ignor|oubli|néglige)\w*\b[^.!?\n]{0,40}\b(?:instruction|consigne|règle|directive|prompt)",
        r"\b(?:ignor|olvid|desconsider|esquec|esqueça|omit)\w*\b[^.!?\n]{0,40}\b(?:instrucci|instruç|"
        r"regla|regra|indicaci|prompt|diretriz)",
        r"(?:以前|これまで|上記|前)の?.{0,12}(?:指示|命令|ルール).{0,8}(?:無視|忘れ)",
        r"忽略.{0,10}(?:指令|指示|规则|提示)",
    ),
)
_REPLY_HELD = (
    # What the reply must hold, word for word.
    _signal(
        2,
        (_REPLIES, _HELD),
        rf"\b{_SAY}\b[^.!?\n]{{0,80}}\b{_REPLY}\b{_NEAR}{_LITERALLY}",
        rf"\b{_SAY}\b{_NEAR}{_LITERALLY}.{{0,120}}\b(?:in|at|of|to|with)\s+{_REPLY}",
        rf"\b{_SAY}\b\s+(?:\w+\s+){{0,4}}in\s+your\s+(?:response|answer|reply|output)\b",
        rf"\b{_SAY}\b[^.!?\n]{{0,60}}[\"“`<\[][^\n]{{0,200}}\bin\s+your\s+(?:response|answer|reply|"
        r"output)\b",
        r"\b(?:respond|reply|answer|speak)\s+(?:\w+\s+){0,2}in\s+\w+\s+to\s+(?:every|all|any)\s+"
        r"(?:question|message|request)s?\b",
        rf"\b(?:end|finish|conclude|begin|start|close|sign)\b\W{{1,3}}(?:off\W)?{_REPLY}\s+(?:with|by)"
        r"\b[^.!?\n]{0,40}?(?:[\"'‘“`<\[]|https?:|\bthis\b|\bthe\s+(?:following|sentence|words?|phrase|"
        r"text|link)\b)",
        rf"\b(?:reply|respond|answer|speak)\b[^.!?\n]{{0,30}}\b(?:only|solely|exclusively)\b[^.!?\n]"
        rf"{{0,40}}\b(?:with|in|as|by)\b{_NEAR}{_LITERALLY}",
        r"\bantwort\w*\b[^.!?\n]{0,60}\b(?:wörtlich|folgende[nrs]?\s+(?:text|satz|link|zeichenkette))",
    ),
    _signal(
        2,
        "repeat;say;print;write;output",
        r"\b(?:repeat|say|print|write|output)\b[^.!?\n]{0,60}[\"'‘“`][^\"'’”`\n]{1,80}[\"'’”`]"
        r"[^.!?\n]{0,20}\b\d{2,}\s+times\b",
        r"\b(?:repeat|print|write|output)\b[^.!?\n]{0,30}\b(?:word|phrase|sequence|sentence|string)s?\b"
        rf"{_NEAR}\b(?:\d{{2,}}|hundred|thousand|forever)\b",
    ),
    _signal(
        2,
        (_hints("focus;to the user;ing with; ask;told;tell;request;want;instructed"), _ASKED),
        r"\bfocus\s+(?:only|solely|exclusively|instead)\b[^.!?\n]{0,40}\bon\s+(?:the\s+)?(?:following|"
        r"information)\b",
        r"\bif\s+(?:(?:the\s+|a\s+|any\s+)?(?:user|reader|human|person)|anyone|anybody|someone|somebody|"
        r"you\s+are|you're)\s+(?:ask|tell|told|request|want|instructed)\w*\b[^.!?\n]{0,80}\b(?:reply|"
        r"respond|answer\s+(?:only|with)|say|repeat|print|output|make\s+sure\s+to)\b",
        r"\b(?:provide|give|relay|send|show)\b[^.!?\n]{0,30}\bto\s+the\s+user\b[^.!?\n]{0,5}:",
        rf"\b(?:responding|replying|answering)\s+with\s+(?:\S+\s+){{0,4}}\S{{0,40}}(?:!?\[|https?:|"
        rf"{_ENCODED})",
    ),
    _signal(
        2,
        "réponse;respuesta;resposta",
        r"\b(?:dans|à\s+la\s+fin\s+de)\s+(?:ta|votre)\s+réponse\b|\ben\s+tu\s+respuesta\b"
        r"|\bna\s+(?:tua|sua)\s+resposta\b",
    ),
    # In any language: a quoted word, a large number, and a quoted separator.
    _signal(
        2,
        "';\";’;”;`",
        r"[\"'‘“`][\w-]{2,40}[\"'’”`][^\"'`\n]{1,30}?\d{2,4}\b[^\"'`\n]{0,80}[\"'‘“`]\W[\"'’”`]",
    ),
)
_ACTIVE = (
    # An address that carries data away, and markup that acts.
    _signal(
        2,
        "![;<;script:;data:text;alert(",
        rf"!\[[^\]\n]{{0,200}}\]\(\s?[^)\s]{{0,300}}{_PLACEHOLDER}",
        rf"!\[[^\]\n]{{0,200}}\]\[[^\]\n]{{0,200}}\].{{0,200}}{_PLACEHOLDER}",
        r"<\s?script\b|<[A-Za-z][^<>]{0,200}[\s/\"']on[a-z]{3,20}\s?=",
        r"(?:\]\(|[\"'=(]\s?)(?:\\x[0-9A-Fa-f]{2}|\W)?(?:java|vb)script:",
        r"\bdata:text/html\b|\]\(\s?[^)\s]{0,40}alert\(",
        flags=0,
    ),
    _signal(
        2,
        "encod",
        rf"https?://\S{{0,300}}?[\[<][A-Z_]{{2,30}}[\]>].{{0,160}}{_ENCODED}",
        rf"{_ENCODED}.{{0,80}}\b(?:summary|conversation|passwords?|secrets?|tokens?|e-?mails?|message)\b",
    ),
)
_WEAK = (
    # Each alone may be people's; first those that few texts hint at.
    _signal(1, (_LITERAL, _hints(_LITERALS)), _LITERALLY),
    _signal(
        1,
        "system prompt;our conversation;this conversation;the user;do not use a ;do not mention ;"
        "do not reveal;do not tell the",
        r"\b(?:system\s+prompt|our\s+conversation|this\s+conversation|the\s+user)\b",
        r"\bdo\s+not\s+(?:use\s+a\s+code\s+block|mention\s+this|reveal|tell\s+the\s+user)\b",
    ),
    _signal(
        1,
        "your instruction;your prompt;your training;your programming;your guideline;nothing else",
        r"\byour\s+(?:instructions?|prompt|training|programming|guidelines)\b",
        r"\b(?:absolutely\s+)?nothing\s+else\b",
    ),
    _signal(
        1,
        (_MACHINES, _hints("must;should;always;never;please")),
        rf"\b{_MACHINE}\b[^.!?\n]{{0,40}}\b(?:must|should|always|never|please)\b",
    ),
    _signal(
        1,
        (_hints("substitut;replac;where;encod"), _hints("[;{;<;%s;%5b;with the string;encod")),
        rf"(?:substitute|replace|replacing|whereas|where)\b.{{0,30}}{_PLACEHOLDER}",
        rf"\bsubstitute\s+\w+\s+with\s+the\s+string\b|{_ENCODED}",
    ),
    _signal(1, (_REPLIES,), rf"\b{_SAY}\b[^.!?\n]{{0,80}}\b{_REPLY}\b"),
)

SIGNALS: tuple[Signal, ...] = (
    *_TURNS, *_PERSONAS, *_RULES_LIFTED, *_REPLY_HELD, *_ACTIVE, *_WEAK,
)  # fmt: skip
"""All of them, the heavy ones first."""
