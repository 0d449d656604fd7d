"""Whether a sentence warns: it belongs to what it warns of."""

from chains.answering.passages.any_case import AnyCase

_NAMED = AnyCase(
    r"""(?x)^\W*(?:warning|caution|danger|important|note|notice|beware|careful|tip|warnung|achtung
    |vorsicht|gefahr|wichtig|hinweis|avertissement|attention|remarque|prudence|advertencia|atenci[óo]n
    |aviso|cuidado|importante|nota|aten[çc][ãa]o|perigo)\b\s*[\])*]*\s*[:!.\u2013\u2014-]
    |^\W*(?:警告|注意|重要|注)\s*[\])】]*\s*[:：!！]"""
)
_FORBIDS = AnyCase(
    r"""(?x)^\W*(?:\w+\W+){0,4}?(?:(?:do|does|must|should|may|can)\s+not|cannot|never|\w+n['’]t
    |nicht|niemals|nie|keine?[nrsm]?|jamais|ne\s+\w+\s+pas|n['’]\w+\s+pas|nunca|jam[áa]s|n[ãa]o)\b
    |^no\s+\w+(?:e|es|a|as|en|an)\b|(?:ないでください|いけません|禁止)"""
)


def warns(text: str) -> bool:
    """Whether it is named a warning or a note, or begins with what not to do.

    >>> warns("Warning: it is hot."), warns("Do not open it."), warns("Open it.")
    (True, True, False)
    """
    return _NAMED.in_text(text) or _FORBIDS.in_text(text)
