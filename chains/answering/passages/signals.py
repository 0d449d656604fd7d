"""What text that steers a language model has to do, as patterns with weights.

Patterns are written in lower case, for a text in lower case: with `re.IGNORECASE` Python tries each
of many alternatives at every place, which takes nearly twice as long.
"""

from chains.answering.passages.hints import Signal, each, hints, signal

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
_ANY_PLACEHOLDER = _PLACEHOLDER.lower()
_ENCODED = r"(?:base-?64|url|uri|mime|quoted-printable|hex|percent|rot-?13)[- ]?encod"
_NEAR = r"[^.!?\n]{0,60}"
_TURN = r"(?:^|[\n>#*])\W{0,6}"

_REPLIES = hints("respon;answer;reply;output;summar;completion;message;text;conversation;antwort")
_MACHINE_PARTS = (
    " ai; a.i;llm;language model;chat;copilot;assistant;gpt;claude;gemini;.ai;>ai;*ai;#ai"
)
_MACHINES = hints(_MACHINE_PARTS)
_LITERAL = hints("exactly;word;verbatim;following;this;phrase;string;sequence;sentence")
_NAMED = "string;snippet;text;link;url;image;anchor;word;phrase;sentence;line;html;markdown;code"
_LITERALS = (
    f"exactly as;word for word;verbatim;{each('this;following', _NAMED)};"
    f"{each('the', 'word ;phrase ;string ;sequence ;sentence ')}"
)
_HELD = hints(
    _LITERALS,
    each("in your", "response;answer;reply;output"),
    each("to every;to all;to any", "question;message;request"),
    *(each(f"{one};{one}s;{one}es", "with;by") for one in _REPLY_NOUNS),
    "antwort",
)
_ASKED = hints(
    each("focus", "only;solely;exclusively;instead"),
    each("responding;replying;answering", "with"),
    each("user;reader;human;person", "ask;tell;told;request;want;instructed"),
    each("anyone;anybody;someone;somebody", "ask;tell;told;request;want;instructed"),
    each("you are;you're", "ask;tell;told;request;want;instructed"),
    "to the user",
)


_TURNS = (
    # The marks that part a conversation's turns for a model, and the end of one.
    signal(
        2,
        "<|;inst];sys>>;[system](#;[assistant](#;[user](#;"
        f"{each('end of;start of;begin of', 'session;conversation;chat;context;prompt;turn')};"
        f"{each('begin;end;begin of;end of', 'prompt;system prompt')};new system prompt",
        r"<\|[a-z_ ]{2,30}\|>|\[/?inst\]|<</?sys>>|\[(?:system|assistant|user)\]\(#",
        r"<\s*/?\s*(?:end|start|begin)\s+of\s+(?:session|conversation|chat|context|prompt|turn)\b",
        r"\b(?:begin|end)\s+(?:of\s+)?(?:system\s+)?prompt\b|\bnew\s+system\s+prompt\b",
    ),
    signal(
        2,
        (
            hints("system;assistant;developer; ai;>ai;*ai;#ai;bot:; bot;>bot;*bot;#bot"),
            hints(":"),
        ),
        rf"{_TURN}(?:system|assistant|ai|bot)\s?:.{{0,400}}?[\n>]\W{{0,6}}(?:user|human)\s?:",
        rf"{_TURN}(?:system|assistant|ai|bot|developer)(?:\s\w+)?\s?:\W{{0,4}}(?:you\b|{_SAY}\b|"
        r"focus\b|ignore\b|disregard\b|forget\b|from\s+now\b)",
    ),
)
_PERSONAS = (
    # Somebody else to be, and no rules to hold.
    signal(
        2,
        (hints("you are;you're;you’re"), hints(f"{_MACHINE_PARTS};dan;bound;free from;free of")),
        rf"\byou(?:\s+are|'re|’re)\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:[\w-]+,?\s+){{0,4}}{_MACHINE}\b",
        r"\byou(?:\s+are|'re|’re)\s+(?:now\s+)?(?:dan\b|(?:no\s+longer|not)\s+(?:bound|an?\s+ai)\b|"
        r"free\s+(?:from|of)\s+(?:all|any)\b)",
    ),
    signal(
        2,
        " mode",
        r"\b(?:developer|debug|god|admin|root|jailbreak|dan|unrestricted|maintenance)\s+mode\s+"
        r"(?:is\s+)?(?:now\s+)?(?:enabled|on|active|activated|engaged)\b",
    ),
    signal(
        2,
        f"{_MACHINE_PARTS};pirate;dan ;terminal",
        r"\b(?:act|behave|respond|answer|reply|speak|talk)\s+(?:only\s+)?(?:as|like)\s+(?:if\s+you\s+"
        rf"(?:were|are)\s+)?(?:an?\s+)?(?:[\w-]+\s+){{0,2}}(?:{_MACHINE}|pirate|dan|linux\s+terminal)\b",
    ),
    signal(
        2,
        (_MACHINES,),
        r"\b(?:to|for|attention|dear|hey|note\s+to|hello)\W{1,3}(?:the\s+|all\s+|any\s+|every\s+)?"
        rf"{_MACHINE}(?:\s+\w+){{0,4}}\s?[,:]",
        r"(?:^|[\n>.])\W{0,6}(?:ai|llm|copilot)\s?(?:agents?|assistants?|bots?|models?)?\s?[,:]\s{0,3}"
        rf"(?:please\b|tell\b|you\b|ignore\b|do\b|when\b|if\b|always\b|never\b|{_SAY}\b)",
    ),
    signal(
        2,
        "your new ;your real ;your true ;your only ;your actual ;your updated ;from now on",
        r"\byour\s+(?:new|real|true|only|actual|updated)\s+(?:instructions?|directives?|system\s+"
        r"prompt|persona)\b",
        r"\bfrom\s+now\s+on,?\s+(?:you|answer|respond|reply|speak|act)\b",
    ),
)
_RULES_LIFTED = (
    signal(
        2,
        "ignore;disregard;forget;overr;overw;bypass;abandon;discard",
        r"\b(?:ignore|disregard|forget|override|overrule|bypass|abandon|discard|overwrite)\b[^.!?\n]"
        rf"{{0,40}}\b(?:previous|prior|above|earlier|preceding|all|any|other|existing|initial|your)\b"
        rf"[^.!?\n]{{0,30}}\b{_RULES}\b",
    ),
    signal(
        2,
        f"regardless of;{each('new;updated', 'instruction;task;directive;order')}",
        rf"\bregardless\s+of\s+(?:[\w-]+\s+){{0,3}}{_RULES}\b.{{0,80}}\b{_SAY}\b",
        r"\b(?:new|updated)\s+(?:instructions?|task|directives?|orders?)\b"
        rf".{{0,400}}\b{_SAY}\b.{{0,80}}{_LITERALLY}",
    ),
    signal(
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
    signal(
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
    signal(
        2,
        "repeat;say;print;write;output",
        r"\b(?:repeat|say|print|write|output)\b[^.!?\n]{0,60}[\"'‘“`][^\"'’”`\n]{1,80}[\"'’”`]"
        r"[^.!?\n]{0,20}\b\d{2,}\s+times\b",
        r"\b(?:repeat|print|write|output)\b[^.!?\n]{0,30}\b(?:word|phrase|sequence|sentence|string)s?\b"
        rf"{_NEAR}\b(?:\d{{2,}}|hundred|thousand|forever)\b",
    ),
    signal(
        2,
        (hints("focus;to the user;ing with; ask;told;tell;request;want;instructed"), _ASKED),
        r"\bfocus\s+(?:only|solely|exclusively|instead)\b[^.!?\n]{0,40}\bon\s+(?:the\s+)?(?:following|"
        r"information)\b",
        r"\bif\s+(?:(?:the\s+|a\s+|any\s+)?(?:user|reader|human|person)|anyone|anybody|someone|somebody|"
        r"you\s+are|you're)\s+(?:ask|tell|told|request|want|instructed)\w*\b[^.!?\n]{0,80}\b(?:reply|"
        r"respond|answer\s+(?:only|with)|say|repeat|print|output|make\s+sure\s+to)\b",
        r"\b(?:provide|give|relay|send|show)\b[^.!?\n]{0,30}\bto\s+the\s+user\b[^.!?\n]{0,5}:",
        rf"\b(?:responding|replying|answering)\s+with\s+(?:\S+\s+){{0,4}}\S{{0,40}}(?:!?\[|https?:|"
        rf"{_ENCODED})",
    ),
    signal(
        2,
        "réponse;respuesta;resposta",
        r"\b(?:dans|à\s+la\s+fin\s+de)\s+(?:ta|votre)\s+réponse\b|\ben\s+tu\s+respuesta\b"
        r"|\bna\s+(?:tua|sua)\s+resposta\b",
    ),
    # In any language: a quoted word, a large number, and a quoted separator.
    signal(
        2,
        "';\";’;”;`",
        r"[\"'‘“`][\w-]{2,40}[\"'’”`][^\"'`\n]{1,30}?\d{2,4}\b[^\"'`\n]{0,80}[\"'‘“`]\W[\"'’”`]",
    ),
)
_ACTIVE = (
    # An address that carries data away, and markup that acts.
    signal(
        2,
        "![;<;script:;data:text;alert(",
        rf"!\[[^\]\n]{{0,200}}\]\(\s?[^)\s]{{0,300}}{_PLACEHOLDER}",
        rf"!\[[^\]\n]{{0,200}}\]\[[^\]\n]{{0,200}}\].{{0,200}}{_PLACEHOLDER}",
        r"<\s?script\b|<[A-Za-z][^<>]{0,200}[\s/\"']on[a-z]{3,20}\s?=",
        r"(?:\]\(|[\"'=(]\s?)(?:\\x[0-9A-Fa-f]{2}|\W)?(?:java|vb)script:",
        r"\bdata:text/html\b|\]\(\s?[^)\s]{0,40}alert\(",
        cased=True,
    ),
    signal(
        2,
        "encod",
        rf"https?://\S{{0,300}}?[\[<][a-z_]{{2,30}}[\]>].{{0,160}}{_ENCODED}",
        rf"{_ENCODED}.{{0,80}}\b(?:summary|conversation|passwords?|secrets?|tokens?|e-?mails?|message)\b",
    ),
)
_WEAK = (
    # Each alone may be people's; first those that few texts hint at.
    signal(1, (_LITERAL, hints(_LITERALS)), _LITERALLY),
    signal(
        1,
        "system prompt;our conversation;this conversation;the user;do not use a ;do not mention ;"
        "do not reveal;do not tell the",
        r"\b(?:system\s+prompt|our\s+conversation|this\s+conversation|the\s+user)\b",
        r"\bdo\s+not\s+(?:use\s+a\s+code\s+block|mention\s+this|reveal|tell\s+the\s+user)\b",
    ),
    signal(
        1,
        "your instruction;your prompt;your training;your programming;your guideline;nothing else",
        r"\byour\s+(?:instructions?|prompt|training|programming|guidelines)\b",
        r"\b(?:absolutely\s+)?nothing\s+else\b",
    ),
    signal(
        1,
        (_MACHINES, hints("must;should;always;never;please")),
        rf"\b{_MACHINE}\b[^.!?\n]{{0,40}}\b(?:must|should|always|never|please)\b",
    ),
    signal(
        1,
        (hints("substitut;replac;where;encod"), hints("[;{;<;%s;%5b;with the string;encod")),
        rf"(?:substitute|replace|replacing|whereas|where)\b.{{0,30}}{_ANY_PLACEHOLDER}",
        rf"\bsubstitute\s+\w+\s+with\s+the\s+string\b|{_ENCODED}",
    ),
    signal(1, (_REPLIES,), rf"\b{_SAY}\b[^.!?\n]{{0,80}}\b{_REPLY}\b"),
)

SIGNALS: tuple[Signal, ...] = (
    *_TURNS, *_PERSONAS, *_RULES_LIFTED, *_REPLY_HELD, *_ACTIVE, *_WEAK,
)  # fmt: skip
"""All of them, the heavy ones first."""
