"""Plain leave and leave of a kind, in five languages: *how many days of leave* is about holiday.

Offices give leave for parents, for illness and more, and write of each at length, so that its words
outweigh the one sentence on holiday. Who asks for leave and names no occasion means that sentence.
"""

import re

_OF_A_KIND = re.compile(
    r"\b(?:parental|parenting|maternity|paternity|adoption|foster|family|care(?:giver|r['’]?s)?"
    r"|childcare|sick(?:ness)?|medical|disability|bereavement|compassionate|jury|military|unpaid"
    r"|study|educational|emergency|garden(?:ing)?|voting|volunteer\w*)"
    r"(?:\s+(?:and|or|&)\s+\w+)?\s+(?:leaves?|time off|days? off)\b"
    r"|\bleaves? of absence\b|\bsabbaticals?\b|\b(?:public|bank|statutory|religious) holidays?\b"
    r"|\b(?:elternzeit|elternurlaub|mutterschutz\w*|sonderurlaub\w*|bildungsurlaub\w*|pflegezeit"
    r"|krankheit\w*|krankmeldung\w*|sabbatjahr|unbezahlte[rnms]? urlaub|feiertage?n?)\b"
    r"|\bcongés?\s+(?:(?:de |pour |d['’])?(?:parental|parentaux|maternité|paternité|maladie"
    r"|adoption|deuil|formation|proche aidant)|sabbatique|sans solde)\b|\barrêts? (?:de )?maladie\b"
    r"|\bjours? fériés?\b"
    r"|\b(?:permisos?|bajas?|licencias?)\s+(?:parental(?:es)?|médicas?|(?:de|por) \w+|sin sueldo)\b"
    r"|\bexcedencias?\b|\bdías? festivos?\b"
    r"|\b(?:licenças?[ -](?:parental|maternidade|paternidade|médica|(?:de|por) \w+|sem vencimento)"
    r"|baixas?\s+(?:médicas?|por \w+)|feriados?)\b",
    re.I,
)
_LEAVE = (
    r"(?:(?<=\bof )|(?<=\bmuch )|(?<=\bmany )|(?<=\bmy )|(?<=\bour )|(?<=\bany )|(?<=\bpaid )"
    r"|(?<=\bannual )|(?<=\bon )|(?<=\btake )|(?<=\bday )|(?<=\bdays )|(?<=\bdays['’] ))leave\b"
    r"(?!\s+(?:of|the|a|an|early|for)\b)"
    r"|\bleave(?=\s+(?:days?|entitlement|requests?|balance|year)\b)"
)
_PLAIN = re.compile(
    rf"{_LEAVE}|\b(?:holidays?|vacations?|pto|(?:time|days?) off)\b"
    r"|\b(?:urlaub(?:s\w*)?|ferien\w*|freie tage)\b|\bcongés?\b|\bvacances\b|\bjours de repos\b"
    r"|\bvacaciones\b|\bdías (?:libres|de permiso)\b|\bférias\b|\bdias (?:livres|de folga)\b",
    re.I,
)
_ENGLISH_LEAVE = re.compile(_LEAVE, re.I)
# What leave may be for, whether or not the question says so in the words of a page. One of a known
# length, or whose length is asked, is a certain one too: holiday is counted.
_OCCASION = re.compile(
    r"\b\d+[ -](?:days?|weeks?|months?|tagen?|wochen|monaten?|jours|semaines|mois|días|semanas"
    r"|meses|dias)\b|\b(?:how long|wie lange|combien de temps|cuánto dura|quanto tempo)\b"
    r"|\b(?:parent\w*|matern\w*|patern\w*|mothers?|fathers?|mums?|moms?|dads?|famil\w*|child\w*|kids?"
    r"|sons?|daughters?|bab(?:y|ies)|birth|born|pregnan\w*|adopt\w*|foster\w*|car(?:e|er|ers|ing)"
    r"|caregiver\w*|sick\w*|ill|illness\w*|medical|doctors?|hospital|operation|surgery|disab\w*"
    r"|bereave\w*|funerals?|death|dies|died|compassion\w*|jury|court|military|reserv\w*|unpaid"
    r"|stud(?:y|ies|ying)|educat\w*|exams?|course|training|sabbatical|weddings?|marr(?:y|ied|iage)"
    r"|mov(?:e|ing)|volunteer\w*|public|bank|statutory|religious|emergenc\w*|vot(?:e|ing)|garden\w*"
    r"|long(?:-term)? (?:paid|leave)|special|absence|overtime"
    r"|eltern\w*|mutter\w*|vater\w*|väter\w*|kind\w*|geburt\w*|schwanger\w*|krank\w*|arzt\w*"
    r"|pflege\w*|todesfall\w*|beerdigung|hochzeit|umzug\w*|sonder\w*|bildung\w*|unbezahlt\w*"
    r"|feiertag\w*|sabbat\w*|überstunden"
    r"|naissance|enfants?|enceinte|mère|père|malad\w*|médecin|décès|deuil|mariage|déménagement"
    r"|formation|solde|fériés?|sabbatique|aidant"
    r"|padres?|madres?|hij[oa]s?|nacimiento|embaraz\w*|enferm\w*|médic[oa]s?|fallecimiento|boda"
    r"|mudanza|estudios?|sueldo|festivos?|excedencia"
    r"|pais|mãe|pai|filh[oa]s?|nascimento|grávida|doen\w*|falecimento|casamento|mudança|estudos?"
    r"|vencimento|feriados?)\b",
    re.I,
)


def asks_plainly(question: str) -> bool:
    """Whether it asks for leave, and names nothing that it is for.

    >>> asks_plainly("How many days of leave do I get?"), asks_plainly("How much sick leave?")
    (True, False)
    """
    return _PLAIN.search(question) is not None and _OCCASION.search(question) is None


def leave_asked(question: str) -> str:
    """The English word *leave* in a question that asks plainly, else nothing."""
    found = _ENGLISH_LEAVE.search(question)
    return found.group() if found and asks_plainly(question) else ""


def is_of_a_kind(text: str) -> bool:
    """Whether a text is about leave of a kind, and not also about plain leave."""
    if _OF_A_KIND.search(text) is None:
        return False
    return _PLAIN.search(_OF_A_KIND.sub(" ", text)) is None


def writes_leave(text: str) -> bool:
    """Whether a text calls plain leave so in English: *days of leave*."""
    return _ENGLISH_LEAVE.search(_OF_A_KIND.sub(" ", text)) is not None
