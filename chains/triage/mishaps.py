"""What happens at work, and is neither a question nor somebody's distress."""

import re

_THINGS = (
    r"(?:(?:work\ |company\ )?(?:laptop|notebook|computer|macbook|phone|mobile|tablet|ipad|badge"
    r"|wallet|passport|car|van|bike|bicycle|bag|backpack|tools?|keys?|key\ ?cards?))"
)
_STOLEN = r"(?:stolen|nicked|pinched|swiped|snatched)"
_TO_THINGS = re.compile(
    rf"""(?ix) \b (?: (?<!set\ an\ )alarms? | on\ fire | fire\ (?:in|at)\ the | leak(?:s|ing)?
    | flood(?:s|ed|ing)? | phishing | malware | ransomware
    | (?:suspicious|weird|strange|odd)\ e?-?(?:mails?|messages?|calls?|links?)
    | locked\ (?:\w+sel(?:f|ves)\ )?out | clicked\ (?:on|a|the)
    | {_THINGS}\ (?:\w+\ ){{0,2}}{_STOLEN} | (?:stole|{_STOLEN})\ (?:\w+\ ){{0,2}}{_THINGS}
    | lost\ (?:contact|connection|signal|power)
    | (?:contact|connection|signal|power)\ (?:\w+\ ){{0,2}}lost
    | work(?:place)?\ accidents?
    | accidents?\ (?: at\ (?:the\ )?work\w* | in\ the | on\ the\ (?:quay|ship|boat|way) )
    ) \b"""
)
_BY_SOMEBODY = re.compile(
    r"""(?ix) \b (?: he | him | his | she | her | husband | wife | partner | boyfriend | girlfriend
    | ex | boss | manager | father | mother | dad | mum | mom | brother | sister ) \b"""
)
_TO_PEOPLE = re.compile(
    r"""(?ix) \b (?: accidents? | the\ fire | smoke | evacuat\w+ | hack(?:ed|ers?|ing)
    | (?:got|was|were|been|is)\ (?:hurt|injured|bitten)\ (?:at|in|on|by) | (?:i|we)\ (?:cut|broke)
    | fell | fallen | falls | drown\w* | overboard | collapsed | unconscious | bleed\w* | trapped
    | electrocuted | stole | stolen | robbed | broken?\ into | locked\ (?:\w+sel(?:f|ves)\ )?in
    | stuck\ in\ the
    | (?:am|feel|is|are|i?m)\ (?:sick|ill|pregnant) | headache | fever | flu
    ) \b"""
)


_OFF_SICK = re.compile(
    r"""(?ix) (?: \b (?: i | i['’]?m | my\ (?: kids? | child | son | daughter | baby | children ) )
    (?: \ \( [^()]{1,20} \) )? | ^\W*(?:got|have|having|caught)\b )
    \ (?:\w+\ ){0,3} (?: (?:sick|ill)(?!\ (?:of|to)\b) | unwell | fever | flu | (?:a|the)\ cold
    | headache | migraine | pregnant ) \b
    | ^\W*(?:sick|ill|unwell)\ (?:today|tomorrow|again|since|this) \b"""
)
_ABOUT_THE_RULE = re.compile(
    r"""(?ix) \b (?:can|may|must|should|do|does|how|what|when|whom?|which) \b [^.?!]*
    \b (?: stay\ (?:at\ )?home | tell | report | call | note | certificate | form | days?
    | (?:have|need)\ to | work | paid | sign\ off ) \b"""
)
_HURT = re.compile(
    r"""(?ix) \b (?:hurt|cut|broke|burne?[dt]|twisted|sprained|injured)\ (?:my|his|her|their)
    \ (?:\w+\ )? (?:hand|finger|thumb|arm|foot|toe|leg|knee|ankle|back|head|eye|shoulder)s? \b"""
)
_BEREAVED = re.compile(
    r"""(?ix) \b my \ (?: grand(?:ma|pa|mother|father|parents?|child|son|daughter) | (?:step)?mother
    | (?:step)?father | mum | mom | dad | parents? | brother | sister | son | daughter | child
    | wife | husband | partner | uncle | aunt | cousin | niece | nephew | \w+(?:\ |-)in(?:\ |-)law )
    (?:['’]?s)? \ (?:\w+\ ){0,2} (?: died | dead | passed\ away | death | funeral ) \b"""
)
_TIME_OFF = re.compile(
    r"""(?ix) \b (?:can|may|do|does|how|what|which) \b [^.?!]*
    \b (?: days? | leave | time\ off | off\ work | stay\ (?:at\ )?home ) \b"""
)
_ALONE = re.compile(
    r"""(?ix) \b (?:may|can|must|should|are|is) \b [^.?!]* \b (?: work | walk\ around | dive
    | operate | steer | drive | lift | enter ) \w* \b [^.?!]* \b alone \b"""
)


def is_off_sick(text: str) -> bool:
    """Whether it tells of an absence that everybody has at times: illness, or a child's."""
    return _OFF_SICK.search(text) is not None


def asks_the_rule_of_an_absence(text: str) -> bool:
    """Whether it tells of illness or an injury and asks what is to be done about work, or of a
    death in the family and asks for days off: a page has the rule."""
    ill = _OFF_SICK.search(text)
    if ill is None and _BY_SOMEBODY.search(text) is None:
        ill = _HURT.search(text)
    if ill is not None and _ABOUT_THE_RULE.search(text, ill.end()) is not None:
        return True
    bereaved = _BEREAVED.search(text)
    return bereaved is not None and _TIME_OFF.search(text, bereaved.end()) is not None


def asks_what_takes_two(text: str) -> bool:
    """Whether it asks if work may be done alone: that is a rule of safety, and nobody's sorrow."""
    return _ALONE.search(text) is not None and _BY_SOMEBODY.search(text) is None


def happened_to_things(text: str) -> bool:
    """Whether it tells of what happened to things: a page says what to do, and it is urgent.

    Not where another person has a part in it: then it may be what they did.
    """
    return _TO_THINGS.search(text) is not None and _BY_SOMEBODY.search(text) is None


def happened(text: str) -> bool:
    """Whether it tells of that, of what happens to people at work or of what keeps them from it:
    more often than not there is a page about it."""
    return _TO_THINGS.search(text) is not None or _TO_PEOPLE.search(text) is not None
