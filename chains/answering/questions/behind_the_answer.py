"""Questions about what an answer rests on: who wrote it, of when it is, where it stands.

They are answered by the documents of the earlier answer, each with its date and its owner.
"""

import re

_IT = r"(?:that|this|it|these|those)(?: (?:answer|page|document|policy|rule|information|info)s?)?"
_NOW = r"(?:still |really |even )*"
_ENGLISH = (
    rf"who (?:wrote|owns|keeps|maintains|updates|said|is (?:the (?:author|owner) of|responsible for"
    rf"|behind)) {_IT}",
    r"who(?:['’]s| is| are) the (?:authors?|owners?)",
    r"who (?:can|could|should|do|would|may) (?:i|we) (?:ask|contact|talk to|speak to)"
    rf"(?: (?:about|on|for more on) {_IT}| for more)",
    rf"who knows (?:more )?about {_IT}",
    rf"when was {_IT} (?:last )?(?:updated|changed|written|edited|reviewed|revised|published)",
    rf"how (?:old|recent|current|up[- ]to[- ]date|fresh) (?:is|are) {_IT}",
    rf"(?:is|are) {_IT} {_NOW}(?:up[- ]to[- ]date|current|valid|outdated|out of date|the latest"
    r"|recent|the current version)",
    rf"(?:what(?:['’]s| is| are) )?(?:the |your )?sources?(?: (?:of|for) {_IT})?",
    rf"where (?:does|did) {_IT} come from|where (?:is|was) {_IT} (?:written|from)",
    rf"where (?:did|do) you (?:get|have|find|know) {_IT}(?: from)?|says who",
    rf"(?:which|what) (?:page|document|source)s? (?:is|are|was) {_IT} (?:from|in|on)",
)
_GERMAN = (
    r"wer hat (?:das|dies|es) (?:geschrieben|verfasst|gesagt)|von wem (?:ist|stammt) (?:das|dies)",
    r"wer (?:pflegt|verantwortet) (?:das|dies|diese seiten?)",
    r"wen (?:kann|soll|darf) ich (?:dazu|danach|hierzu|deswegen) fragen|wer weiß mehr dazu",
    r"(?:ist|sind) (?:das|dies|die) (?:noch |überhaupt |wirklich )*(?:aktuell|gültig|veraltet)",
    r"wie (?:alt|aktuell) (?:ist|sind) (?:das|dies|die)|von wann (?:ist|stammt) (?:das|dies)",
    r"wann wurde (?:das|dies) (?:zuletzt )?(?:geändert|aktualisiert|geschrieben)",
    r"woher (?:stammt|kommt|hast du|weißt du) (?:das|dies)|(?:was ist )?(?:die |deine )?quellen?",
    r"wo steht (?:das|dies)",
)
_FRENCH = (
    r"qui a (?:écrit|rédigé) (?:cela|ça|ceci)|qui (?:en )?est l['’]auteur",
    r"(?:à qui (?:puis-je|dois-je|peut-on) |qui )(?:le |en )?demander|qui en sait plus",
    r"(?:est-ce que )?c['’]est (?:encore |toujours )*(?:à jour|valable|d['’]actualité)",
    r"de quand (?:date|est) (?:cela|ça|ceci)|quand (?:cela|ça) a(?:-t-il)? été (?:changé|écrit)",
    r"d['’]où (?:vient|sort) (?:cela|ça|ceci)|(?:quelle est )?(?:la |ta |votre )?sources?",
)
_OTHERS = (
    r"quién (?:lo )?(?:escribió|ha escrito)(?: (?:eso|esto))?|quién es el autor",
    r"(?:eso|esto) sigue (?:vigente|actualizado)|de cuándo es (?:eso|esto)|(?:cuál es )?la fuente",
    r"quem escreveu (?:isso|isto)|quem é o autor",
    r"(?:isso|isto) ainda (?:está atualizado|vale)|de quando é (?:isso|isto)|(?:qual é )?a fonte",
    r"(?:これ|それ)は?(?:誰|だれ)が書\w*|(?:これ|それ)はいつの情報\w*|出典は",
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|ok|und|et|y|e)\W+)?(?:"
    + "|".join((*_ENGLISH, *_GERMAN, *_FRENCH, *_OTHERS))
    + r")(?:\W+please|\W+bitte)?\W*$",
    re.I,
)


def asks_what_is_behind(message: str) -> bool:
    """Whether a message is nothing but such a question.

    >>> asks_what_is_behind("is that still up to date?")
    True
    >>> asks_what_is_behind("who wrote that song?")
    False
    """
    return _ASKS.match(message) is not None
