"""Words and names that can answer who."""

import re

from chains.answering.questions.calendar_words import LANGUAGE_NAMES, days_and_months

_DAYS_AND_MONTHS = re.compile(rf"\b(?:{days_and_months(*LANGUAGE_NAMES)})(?!\w)")
"""Begin with a capital letter, and name nobody."""
_SAID = re.compile(
    r"\w\W+[A-ZÀ-Þ][\w’'-]|@\w|#\w|^\W*[A-ZÀ-Þ]{2,}\b"
    r"|(?i:\b(?:extension|ext\.|call|dial|durchwahl|poste)\s+\d{2,}|\b(?:hot|help)line\b)"
    r"|(?i:\b(?:we|us|our|you|your|yourself|i|he|she|they|them|everyone|everybody|anyone|anybody"
    r"|someone|somebody|nobody|no one|people|persons?|staff|employees?|members?|managers?|leads?"
    r"|leaders?|leadership|teams?|engineers?|officers?|directors?|founders?|partners?|owners?"
    r"|departments?|admins?|administrators?|committees?|board|office|desk|maintainers?|authors?"
    r"|reviewers?|users?|customers?|developers?|supervisors?|contractors?|guests?|assistants?"
    r"|wir|uns|ihr|sie|jede[rmn]?|alle|niemand|leitung|nous|vous|ils?|elles?|chacun"
    r"|tout le monde|personne|équipe|responsable|direct(?:eur|rice|ion)|salariée?s?)\b)"
)
_NAMED = re.compile(
    r"[@#]\w|(?<!\w)[A-ZÀ-Þ][\w’'-]+ (?:(?:da|de|di|dos|van|von) )*[A-ZÀ-Þ][\w’'-]+"
)
_CELL = re.compile(r"^(?P<column>[^:\n]{1,60}):[ ](?P<cell>.+)$")
_OF_PEOPLE = re.compile(
    r"\b(?:who(?:m|se)?|by|with|names?|person|people|contacts?|owners?|lead(?:er|s)?|managers?"
    r"|responsible|in charge|approvers?|reviewers?|authors?|members?|heads?|backups?|deput(?:y|ies)"
    r"|wer|wen|wem|von|durch|verantwortlich\w*|zuständig\w*|ansprechpartner\w*|leitung|kontakt"
    r"|qui|par|nom|responsable|contacto?|personne|quién|quien|por|nombre|persona|responsável"
    r"|quem|nome|pessoa)\b|担当|責任者|氏名|名前",
    re.I,
)


def names_somebody(text: str) -> bool:
    """Whether a sentence, item or row can tell who: by a name, a word for people, or a call.

    A cell of a table begins with a capital letter as a sentence does: that alone is no name, unless
    its column is one of people.
    """
    lines = text.split("\n")
    if len(lines) < 2:
        # What names nobody with its dates names nobody without: most end at the first, cheap look.
        return _SAID.search(text) is not None and _SAID.search(_undated(text)) is not None
    return any(_cell_names(line) for line in lines)


def says_who(text: str) -> bool:
    """Whether a text names somebody in full, or writes an address, and says what for."""
    return _NAMED.search(text) is not None and _OF_PEOPLE.search(text) is not None


def _undated(text: str) -> str:
    return _DAYS_AND_MONTHS.sub(lambda found: found.group().lower(), text)


def _cell_names(line: str) -> bool:
    found = _CELL.match(line)
    if found is None:
        return _NAMED.search(line) is not None
    of_people = _OF_PEOPLE.search(found["column"]) is not None
    return of_people or _SAID.search(found["cell"]) is not None
