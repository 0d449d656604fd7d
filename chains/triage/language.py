"""Whether a text is in the language the classifier was trained on, English."""

import re
import unicodedata

_ENGLISH = frozenset(
    word
    for line in (
        "the a an is are was were be to of in on at for with and or but not do does did have has",
        "had i you we they he she it my your our me this that these those what who where when why",
        "how which can could should would will from by as if there any some please thanks just get",
        "anyone know use about im i'm dont don't no yes so all up out one like need want",
    )
    for word in line.split()
)
# Function words of other languages, none of which is an English word as well.
_OTHERS = frozenset(
    word
    for line in (
        "der das und ist nicht ich wir sie ein eine einen wie kann mein meine für mit auf wo wer",
        "warum bitte habe haben wird zum zur den dem des oder het een niet ik wij hoe waar wat",
        "voor mijn heb kunnen kunt kan können weiß",
        "le les une je nous vous pas pour avec dans où qui mon ça quel quelle peux faire fait",
        "el los las una yo nosotros cómo dónde donde quién qué que para por está estoy puedo hacer",
        "tengo tenemos cuántos cuántas cuándo combien quand avons wann wieviel gibt",
        "um uma não eu você onde quem meu minha tenho temos quantos quantas quando como",
        "il lo gli un sono dove chi perché mio mia posso",
        "alguien sabe hola ciao della nella",
        "och är inte jag hur vem mitt og ikke jeg hvordan hvor det jest nie jak gdzie kto mój się",
        "bir nasıl nerede için değil",
    )
    for word in line.split()
)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def is_other_language(text: str) -> bool:
    """Whether most of the text is written in another script or with another language's words.

    Short texts without any function word count as English: product names, error codes, "lgtm".
    """
    words = _LETTERS.findall(re.sub(r"<[^>]*>|`[^`]*`|https?://\S+", " ", text.lower()))
    if not words:
        return False
    foreign_script = sum(len(word) for word in words if not _is_latin(word))
    if foreign_script > 0.4 * sum(map(len, words)):
        return True
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHERS for word in words)
    accented = sum(not word.isascii() for word in words)
    return other + accented > max(1, english)


def _is_latin(word: str) -> bool:
    return all(
        character == "'" or unicodedata.name(character, "").startswith("LATIN")
        for character in word
    )
