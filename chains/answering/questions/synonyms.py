"""What is asked for in everyday words, and written in those of an office.

"Vacation" is asked for where pages say "holiday". A word that is not written is looked for by those
that pages use for it, and counts less so. By hand, because the words of an office are few, and a
thesaurus of a whole language has more senses of each than help.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from chains.answering.questions.kinds_of_leave import leave_asked, writes_leave
from chains.answering.questions.words import Words
from chains.index.stems import language_of

_A_WORD = re.compile(r"[^\W\d_]+")
_WRITTEN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("vacation vacations pto", "holiday leave vacation"),
        ("holiday holidays", "vacation leave"),
        ("leave", "holiday vacation"),
        ("boss bosses supervisor superior", "manager lead supervisor"),
        ("manager", "lead supervisor"),
        (
            "pay wage wages earn earnings paycheck paid salary",
            "salary wage pay payroll compensation",
        ),
        ("payday", "pay payroll salary"),
        ("quit resign resigning quitting", "resign resignation notice termination"),
        ("fired sacked", "terminate termination dismissal dismiss"),
        ("note", "certificate"),
        ("notice", "tell announce inform"),
        ("sick ill fever flu", "ill illness sick sickness"),
        ("computer pc notebook laptop", "laptop computer"),
        ("cellphone mobile smartphone phone", "phone mobile"),
        ("internet wifi wlan", "wifi internet network"),
        ("rebate", "discount"),
        ("discount discounts", "rebate reduction"),
        ("guarantee", "warranty"),
        ("warranty", "guarantee"),
        ("bill bills", "invoice"),
        ("invoice invoices", "bill"),
        (
            "refund refunded reimburse reimbursed reimbursement",
            "reimburse expense claim repay refund",
        ),
        ("trip trips", "travel"),
        ("travel traveling travelling", "trip"),
        ("course courses class classes training", "course training learning education"),
        ("recruit recruiting hire hiring", "hire recruit referral"),
        ("wfh", "home remote"),
        ("remote remotely", "home elsewhere remote"),
        ("toilet bathroom loo", "restroom toilet"),
        ("stolen", "lost theft"),
        ("broken", "defect damage fault repair"),
        ("newcomer newbie starter", "onboarding new"),
        ("doctor", "medical physician"),
        ("fix", "repair resolve"),
        ("picture pictures photo photos", "photograph photo picture"),
        ("photograph photographs", "photo picture"),
        ("deploy deploying deployed deployment deployments", "release rollout deploy"),
        ("kid kids", "child children"),
        ("pregnant pregnancy", "maternity pregnancy birth"),
        ("dad father", "paternity parental father"),
        ("mom mum mother", "maternity parental mother"),
        ("funeral died", "bereavement death"),
        ("flight flights fly flying", "flight air travel"),
        ("hotel hotels", "accommodation lodging hotel"),
        ("taxi taxis cab uber", "taxi cab"),
        ("bike bikes bicycle", "bicycle bike cycle"),
        ("retire retirement pension", "retirement pension"),
        ("pw pwd passwd", "password"),
        ("monitor monitors display", "screen"),
        ("usb", "memory"),
        ("married marry marrying marriage", "wedding"),
        ("bereavement", "death"),
        ("present presents", "gift gifts"),
        ("probation", "trial"),
        ("sms", "text message"),
        ("postmortem postmortems", "review"),
        ("fridge fridges", "refrigerator"),
        ("reaction", "response"),
        ("downgrade downgrading", "rollback roll"),
    ),
    "de": (
        ("ferien urlaub", "urlaub ferien"),
        ("chef chefin boss", "vorgesetzte leitung führungskraft"),
        ("lohn geld gehalt verdienst", "gehalt lohn vergütung"),
        ("krankschreibung krankmeldung krankenschein", "attest bescheinigung arbeitsunfähigkeit"),
        ("krank", "krankheit erkrankung"),
        ("rechner computer laptop notebook", "laptop computer rechner"),
        ("handy smartphone", "telefon mobiltelefon handy"),
        ("kündigen", "kündigung kündigungsfrist"),
        ("internet wlan", "wlan internet netz"),
        ("nachlass", "rabatt"),
        ("garantie", "gewährleistung"),
        ("dienstreise reise", "reise dienstreise"),
        ("fortbildung weiterbildung kurs schulung", "weiterbildung fortbildung schulung kurs"),
        ("homeoffice", "hause heimarbeit mobiles"),
        ("klo toilette", "toilette wc"),
        ("essensgeld", "essenszuschuss"),
        ("jobrad", "dienstrad"),
        ("offen geöffnet", "geöffnet öffnet öffnungszeiten schließt geschlossen abgeschlossen"),
    ),
    "fr": (
        ("vacances congés congé", "congé vacances"),
        ("chef patron boss", "responsable manager supérieur"),
        ("salaire paie paye rémunération", "salaire rémunération paie"),
        ("tickets ticket resto", "titres titre restaurant"),
        ("ordinateur ordi portable pc", "ordinateur portable"),
        ("démissionner démission", "démission préavis"),
        ("malade", "maladie"),
        ("remise rabais", "remise rabais réduction"),
        ("facture", "facturation"),
        ("voyage déplacement", "déplacement voyage"),
        ("formation cours stage", "formation cours"),
        ("télétravail", "domicile distance"),
        ("rembourser remboursé remboursement", "rembourser remboursement frais"),
    ),
    "es": (
        ("vacaciones", "vacaciones permiso descanso"),
        ("jefe jefa", "responsable superior supervisor"),
        ("sueldo nómina paga salario", "salario sueldo nómina"),
        ("ordenador computadora portátil", "ordenador portátil computadora"),
        ("móvil celular", "teléfono móvil"),
        ("baja enfermo enferma", "enfermedad baja"),
        ("dimitir renunciar", "dimisión renuncia preaviso"),
        ("viaje", "desplazamiento"),
        ("curso formación", "formación curso"),
        ("teletrabajo", "casa remoto distancia"),
    ),
    "pt": (
        ("férias", "férias folga descanso"),
        ("chefe", "responsável gestor supervisor"),
        ("ordenado vencimento salário", "salário vencimento ordenado"),
        ("computador portátil notebook", "computador portátil"),
        ("telemóvel celular", "telefone telemóvel"),
        ("doente atestado", "doença baixa atestado"),
        ("demitir", "demissão rescisão aviso"),
        ("viagem", "deslocação"),
        ("curso formação", "formação curso"),
        ("teletrabalho", "casa remoto distância"),
    ),
}
_FORMS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "send sent",
        "pay paid",
        "buy bought",
        "sell sold",
        "hold held",
        "keep kept",
        "lose lost",
        "give gave given",
        "take took taken",
        "write wrote written",
        "build built",
        "choose chose chosen",
        "break broke broken",
        "meet met",
        "find found",
        "spend spent",
        "grow grew grown",
        "fall fell fallen",
        "speak spoke spoken",
        "drive drove driven",
        "wear wore worn",
        "bring brought",
        "teach taught",
        "catch caught",
        "fly flew flown",
        "steal stole stolen",
        "begin began begun",
        "freeze froze frozen",
        "lend lent",
        "win won",
        "child children",
    )
}
"""Forms of one word that have different stems."""
_PHRASES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"\b(?:time|days?) off\b", "holiday vacation leave"),
        (r"\bper diem\b", "allowance"),
        (r"\b(?:come|get|be let) in(?=\W*$| on\b| at\b| before\b| after\b)", "enter access"),
        (r"\bon[- ]?call (?:bonus|pay)\b|\bbonus for being on call\b", "allowance"),
        (r"\b(?:sick|doctor['’]?s) note\b", "certificate"),
        (r"\bsign(?:s|ed)?[- ]?off\b|\bhas to sign\b|\bsigns for\b", "approve approval approved"),
    ),
    "de": (
        (r"\bfreie tage\b|\bfrei (?:haben|nehmen|bekommen)\b", "urlaub"),
        (r"\bkrank ?geschrieben\b", "attest bescheinigung"),
    ),
    "fr": ((r"\bjours de repos\b|\bposer des jours\b", "congé congés"),),
    "es": ((r"\bdías libres\b|\btiempo libre\b", "vacaciones"),),
    "pt": ((r"\bdias (?:livres|de folga)\b", "férias"),),
}


def everyday_words(language: str) -> frozenset[str]:
    """The words of a question that pages write other words for, in lower case."""
    return frozenset(word for asked, _ in _WRITTEN.get(language, ()) for word in asked.split())


def in_other_words(question: str) -> str:
    """The question with those that pages write in place of its everyday words.

    >>> in_other_words("Where may I take pictures?")
    'Where may I take photograph photo?'
    """

    def other(found: re.Match[str]) -> str:
        word = found.group()
        meant = [one for one in known.get(word.casefold(), "").split() if one != word.casefold()]
        return " ".join(meant) or word

    written = _WRITTEN.get(language_of(question) or "en", ())
    known = {word: meant for asked, meant in written for word in asked.split()}
    return _A_WORD.sub(other, question)


class Alike(str):
    """A stem of a question, or one of those that may be written in its place: ``others``.

    As a string it is no stem that a text could have.
    """

    __slots__ = ("others", "stem")
    stem: str
    others: frozenset[str]

    def __new__(cls, stem: str, others: frozenset[str]) -> "Alike":
        made = super().__new__(cls, f"{stem} or alike")
        made.stem, made.others = stem, others - {stem}
        return made

    def is_in(self, held: frozenset[str]) -> bool:
        """Whether a text with these stems has it."""
        return self.stem in held or not self.others.isdisjoint(held)


class Synonyms:
    """Knows what pages may write for a word of a question; per thread, because of its stemmers."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known = lru_cache(self._known_in)
        self._phrases = lru_cache(self._phrases_in)

    def of(self, language: str) -> Mapping[str, frozenset[str]]:
        """For stems those that may be written in their place, in a language."""
        return self._known(language)

    def meant(
        self, question: str, texts: Sequence[str], language: str
    ) -> Mapping[frozenset[str], Alike]:
        """What several words of a question mean together, by their stems, where none of the texts
        has them so: *time off* is any word for holiday."""
        found: dict[frozenset[str], Alike] = {}
        for phrase, written in self._phrases(language):
            said = phrase.search(question)
            if said and not any(map(phrase.search, texts)):
                stems = self._words.of(said.group(), language)
                found[stems] = Alike(written, self._words.of(written, language))
        return found

    def meant_by_leave(
        self, question: str, texts: Iterable[str], language: str
    ) -> Mapping[frozenset[str], Alike]:
        """The same of *leave* where a question names no kind of it.

        ``texts`` are those about no kind: what they call holiday is meant.
        """
        leave = leave_asked(question) if language == "en" else ""
        if not leave or any(map(writes_leave, texts)):
            return {}
        written = "holiday vacation"
        stems = self._words.of(leave, language)
        return {stems: Alike(written, self._words.of(written, language))}

    def _phrases_in(self, language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        known = _PHRASES.get(language, ())
        return tuple((re.compile(phrase, re.I), written) for phrase, written in known)

    def _known_in(self, language: str) -> Mapping[str, frozenset[str]]:
        known: dict[str, frozenset[str]] = {}
        forms = ((one, one) for one in _FORMS.get(language, ()))
        for asked, written in (*_WRITTEN.get(language, ()), *forms):
            for stem in self._words.of(asked, language):
                known[stem] = known.get(stem, frozenset()) | self._words.of(written, language)
        return known
