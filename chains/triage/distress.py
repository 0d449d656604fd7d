"""Words that make a message sensitive whatever the classifier thinks: recall first."""

import re

_SAID_OF_ONESELF = re.compile(
    r"""(?ix)
    \b(
      kill(ing)?\ (my|him|her|them)self | kill\ themselves | suicid(e|al)\b(?!\ (policy|clause))
      | (want|going|ready)\ to\ die\b | end(ing)?\ (my|it)\ (own\ )?(life|all)\b
      | (hurt|harm|cut)(ting|ing)?\ (my|him|her)self\b | self[ -]?harm
      | (was|been|got|being)\ (raped|groped|assaulted|molested|stalked|sexually\ \w+)
      | (harass(es|ed|ing)|grop(es|ed|ing)|stalk(s|ed|ing)|rap(es|ed)|assaulted|molested)
        \ (me|my|her|him)\b
      | (i'?m|i\ am|we\ are|being|been|get(ting)?|feel)\ (being\ )?
        (harassed|bullied|abused|stalked|threatened)
      | (my|his|her)\ (husband|wife|partner|boyfriend|girlfriend|ex)\ (hit|hits|beats|threatens)
    )"""
)
_IN_OTHER_LANGUAGES = re.compile(
    r"""(?ix)
    suizid|selbstmord|umbringen|belästig|gemobbt|vergewaltig|depressi|missbrauch
    |suicid|harcel|harcèl|viol[ée]e|agress[ée]|déprim|je\ veux\ mourir
    |acoso|acosad|violad|quiero\ morir|deprim|matarme|molestie|stupr|uccider
    |ass[ée]dio|estupr|pesten|aangerand|zelfmoord|självmord|trakasser|samobój|molestow|intihar|taciz
    |самоуби|изнасил|домогат|自杀|自殺|骚扰|性侵|ハラスメント|死にたい|자살|성희롱|انتحار|تحرش"""
)


_TROUBLE = re.compile(
    r"""(?ix)\b (?: depress | anxi | therap | counsel | discriminat | harass | bull(?:y|ied) | abus
    | assault | burn-?out | panic | suicid | grie[fv] | bereave | trauma | addict | overdos
    | self-?harm | violen | threat | retaliat )"""
)


def names_distress(text: str) -> bool:
    """Whether an English text says that somebody is in danger, or was harmed."""
    return _SAID_OF_ONESELF.search(text) is not None


def names_distress_elsewhere(text: str) -> bool:
    """The same for texts in languages that the classifier does not know, by stems."""
    return _IN_OTHER_LANGUAGES.search(text) is not None or names_distress(text)


def names_a_trouble(text: str) -> bool:
    """Whether a text has a word for what people suffer or do to each other: "burnout"."""
    return _TROUBLE.search(text) is not None
