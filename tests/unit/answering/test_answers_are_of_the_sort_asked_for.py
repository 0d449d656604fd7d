"""What a question asks for, and which sentences can be such an answer."""

import pytest

from chains.answering.questions.counting import unit_asked
from chains.answering.questions.expectation import Expected, expected_of, subject_of
from chains.answering.questions.fitting import can_answer
from chains.answering.questions.quantities import quantities
from chains.answering.questions.words import Words, numbers, with_compounds


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many desks are there?", Expected.AMOUNT),
        ("What discount do resellers get?", Expected.AMOUNT),
        ("Wie hoch ist der Rabatt für Händler?", Expected.AMOUNT),
        ("Combien de bureaux y a-t-il ?", Expected.AMOUNT),
        ("What is our floor price for the next crane?", Expected.MONEY),
        ("How much may I spend on a chair?", Expected.MONEY),
        ("How much do I get for a night shift?", Expected.MONEY),
        ("How much leave do I get?", Expected.AMOUNT),
        ("Was kostet ein Stellplatz?", Expected.MONEY),
        ("Quel est le prix d'une place ?", Expected.MONEY),
        ("How long is the trial period?", Expected.DURATION),
        ("Wie viele Urlaubstage habe ich?", Expected.DURATION),
        ("Combien de temps dure l'essai ?", Expected.DURATION),
        ("How often are filters changed?", Expected.FREQUENCY),
        ("When does the gate close?", Expected.TIME),
        ("Can you tell me when the gate closes?", Expected.TIME),
        ("Bis wann muss ich das melden?", Expected.TIME),
        ("À quelle heure ouvre le bureau ?", Expected.TIME),
        ("Who approves leave?", Expected.PERSON),
        ("Wer genehmigt das?", Expected.PERSON),
        ("Qui valide les congés ?", Expected.PERSON),
        ("Where is the fire exit?", Expected.PLACE),
        ("Où est la sortie ?", Expected.PLACE),
        ("How do I reset it?", Expected.WAY),
        ("how early must we submit a tender", Expected.NOTICE),
        ("How far in advance do I book the robot?", Expected.NOTICE),
        ("how many days do i have to announce visitors before", Expected.NOTICE),
        ("how quickly do we reply to a customer", Expected.NOTICE),
        ("Wie schnell muss ich antworten?", Expected.NOTICE),
        ("Wie lange vorher muss ich Urlaub beantragen?", Expected.NOTICE),
        ("Combien de jours à l'avance faut-il prévenir ?", Expected.NOTICE),
        ("Dans quel délai faut-il répondre ?", Expected.NOTICE),
        ("How much notice do I have to give?", Expected.NOTICE),
        ("How long is the office in Lyon open?", Expected.TIME),
        ("Wie lange hat das Büro geöffnet?", Expected.TIME),
        ("What is the number of employees?", Expected.AMOUNT),
        ("What is the number of the guard?", Expected.ANYTHING),
        ("How fast is the robot?", Expected.AMOUNT),
        ("How long is the tether ahead of the robot?", Expected.DURATION),
        ("Which insurer do we use?", Expected.CHOICE),
        ("Is there a canteen?", Expected.YES_NO),
    ],
)
def test_the_words_of_a_question_tell_what_it_asks_for(question: str, expected: Expected) -> None:
    assert expected_of(question) is expected


@pytest.mark.parametrize(
    "question",
    [
        "What happens when the pump fails?",
        "What do people who travel need?",
        "What costs are covered?",
        "What is the corporate policy?",
        "Who is Melty?",
        "Why does it beep?",
        "",
    ],
)
def test_where_the_words_do_not_tell_anything_can_answer(question: str) -> None:
    assert expected_of(question) is Expected.ANYTHING
    assert can_answer("It simply is so", expected_of(question))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Expected.AMOUNT, "There are 14 desks."),
        (Expected.AMOUNT, "Die Halle hat zwölf Tore."),
        (Expected.AMOUNT, "There is no limit."),
        (Expected.MONEY, "A permit costs 40 euros."),
        (Expected.MONEY, "Band: senior\nFrom: 78,400"),
        (Expected.MONEY, "Lunch is 7.30 euros."),
        (Expected.MONEY, "Lunch costs €7.10."),
        (Expected.AMOUNT, "The berth is 4.50 m deep."),
        (Expected.MONEY, "Die Fahrt ist kostenlos."),
        (Expected.DURATION, "It is kept for 13 months."),
        (Expected.DURATION, "Alle haben 30 Urlaubstage."),
        (Expected.DURATION, "They stay until they are revoked."),
        (Expected.DURATION, "A note is needed from the fourth calendar day on."),
        (Expected.DURATION, "Ab dem vierten Tag ist ein Attest nötig."),
        (Expected.DURATION, "À partir du quatrième jour il faut un certificat."),
        (Expected.FREQUENCY, "Der Filter wird monatlich gewechselt."),
        (Expected.TIME, "The gate closes at 21:15."),
        (Expected.TIME, "Pay arrives on the 25th."),
        (Expected.TIME, "Die Kantine öffnet um 7.30 Uhr."),
        (Expected.TIME, "It is at 7.30."),
        (Expected.TIME, "Es beginnt am 7.10."),
        (Expected.TIME, "Le bureau ouvre le lundi."),
        (Expected.PERSON, "Leave is approved by your manager."),
        (Expected.PERSON, "It goes to Ana Ruiz."),
        (Expected.PERSON, "Report it by calling the line at extension 4400."),
        (Expected.PERSON, "Discount: up to 8 percent\nApproved by: the seller"),
        (Expected.PERSON, "Topic: Payroll\nContact: Sabine"),
        (Expected.PERSON, "Thema: Lohn\nZuständig: Sabine"),
        (Expected.PERSON, "Paper: insurance\nWhere: Paulo Reis"),
        (Expected.PERSON, "Occasion: Gifts\nLimit: ask your lead"),
        (Expected.PLACE, "They are in the cellar."),
        (Expected.NOTICE, "They answer within an hour."),
        (Expected.NOTICE, "Contract: plus\nOn site: 48 hours"),
        (Expected.NOTICE, "Ask as many weeks ahead as you are away."),
        (Expected.NOTICE, "Announce visitors by noon of the day before."),
    ],
)
def test_a_sentence_of_the_sort_can_answer(expected: Expected, text: str) -> None:
    assert can_answer(text, expected)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Expected.AMOUNT, "The terminal goes live on 14 May 2026."),
        (Expected.AMOUNT, "See section 3 of version 2.4.1, released in 2025."),
        (Expected.MONEY, "The next terminal goes live on 14 May 2026 at 09:30."),
        (Expected.MONEY, "The terminal has 12 berths."),
        (Expected.DURATION, "Meet your buddy in the first week."),
        (Expected.DURATION, "Urlaub wird im Kalender beantragt."),
        (Expected.DURATION, "The crew has 12 members."),
        (Expected.PERSON, "Claims that are in by Thursday are paid on the first in May."),
        (Expected.FREQUENCY, "The filter is behind the hatch."),
        (Expected.TIME, "Chaque salarié reçoit un badge."),
        (Expected.TIME, "The gate is made of steel."),
        (Expected.TIME, "Lunch is 7.30 euros."),
        (Expected.TIME, "Lunch costs €7.10."),
        (Expected.TIME, "The berth is 4.75 deep."),
        (Expected.PERSON, "Requests need a form."),
        (Expected.PERSON, "Office: Karsund\nParking: 1 place in the yard"),
        (Expected.PERSON, "Büro: Karsund\nStellplatz: Hof"),
        (Expected.PERSON, "printers\nGuest network: no"),
        (Expected.PLACE, "Envelopes exist."),
        (Expected.NOTICE, "They are announced before they are made."),
        (Expected.NOTICE, "It is worth 231,600 euros a year."),
        (Expected.NOTICE, "Employees in France get 18 weeks of leave."),
    ],
)
def test_a_sentence_of_another_sort_cannot(expected: Expected, text: str) -> None:
    assert not can_answer(text, expected)


def test_the_numbers_of_the_question_are_no_answer() -> None:
    question = "How many people joined in the 2 first rounds?"
    assert not can_answer(
        "In the 2 first rounds people joined.", Expected.AMOUNT, numbers(question)
    )
    assert can_answer("In the 2 rounds 17 joined.", Expected.AMOUNT, numbers(question))


def test_money_with_four_digits_is_no_year() -> None:
    assert quantities("The bonus is 2000 euros.") == {"2000"}
    assert quantities("Since 2019 there were 2 of 3.5 metres.") == {"2", "3.5"}
    assert quantities("Plan B7 of 2026-05-14, 3 March and Q3 at 10:30") == frozenset()


@pytest.mark.parametrize(
    ("question", "head", "implied"),
    [
        ("What discount do resellers get?", "discount", False),
        ("What is our walk-away price for cranes?", "price", True),
        ("Wie viele Urlaubstage habe ich?", "Urlaubstage", False),
        ("Quelle est la remise pour les revendeurs ?", "remise", False),
        ("How much is the retention bonus for the three engineers?", "bonus", False),
        ("How high is the price of a berth?", "price", True),
        ("Wie hoch ist der Zuschuss zum Mittagessen?", "Zuschuss", False),
        ("How many ships were hit by the storm?", "ships", False),
        ("Is there a microwave in the kitchen?", "microwave", False),
        ("do we have any lockers", "lockers", False),
        ("Gibt es eine Kantine im Hafen?", "Kantine", False),
        ("Do we have to sign in?", "", True),
        ("What must be true before a deal is signed?", "", True),
        ("How does it work?", "", True),
        ("How much is it?", "", True),
    ],
)
def test_what_is_asked_for_by_name_is_known(question: str, head: str, *, implied: bool) -> None:
    subject = subject_of(question)
    assert (subject.head, subject.implied) == (head, implied)


def test_a_german_compound_is_named_by_the_word_it_is_made_of() -> None:
    assert "urlaubstag" in with_compounds(frozenset({"urlaub"}), {"urlaubstag"}, "de")
    assert "urlaubstag" not in with_compounds(frozenset({"tag", "url"}), {"urlaubstag"}, "de")
    assert "workspace" not in with_compounds(frozenset({"works", "space"}), {"workspace"}, "en")


@pytest.mark.parametrize(
    ("question", "sentence", "answers"),
    [
        ("How many vacation days do I get?", "You get 28 days a year.", True),
        ("How many vacation days do I get?", "Hand it in within two weeks.", False),
        ("How many weeks of leave are there?", "There are 16 weeks.", True),
        ("Wie viele Urlaubstage habe ich?", "Es gibt 30 Urlaubstage.", True),
        ("Wie viele Urlaubstage habe ich?", "Sie wird in zwei Wochen eingereicht.", False),
        ("Combien de jours de congé ai-je ?", "Vous avez 25 jours.", True),
        ("Combien de jours de congé ai-je ?", "Le délai est de deux semaines.", False),
        ("How many desks are there?", "There are 12 desks.", True),
    ],
)
def test_a_count_of_days_is_not_answered_in_weeks(
    question: str, sentence: str, *, answers: bool
) -> None:
    asked, unit = numbers(question), unit_asked(question)
    assert can_answer(sentence, expected_of(question), asked, unit) is answers


@pytest.mark.parametrize(
    ("question", "sentence", "answers"),
    [
        ("How many people may be in the hall?", "The hall is closed to people under 14.", False),
        ("How many people may be in the hall?", "It may hold at most 14 people at a time.", True),
        ("How many people may be in the hall?", "Nobody under the age of 14 may enter.", False),
        ("How many people may be in the hall?", "The visit takes 40 minutes.", False),
        ("How many people may be in the hall?", "Call extension 4400 from the hall.", False),
        ("How many people may be in the hall?", "Hall: A\nPeople: 14", True),
        ("How many people may be in the hall?", "Hall: A\nPrice in euros: 14", False),
        ("How many guests can come?", "A ticket is 20 euros and 5 % are kept.", False),
        ("How many guests can come?", "Twelve may come, for 20 euros.", True),
        ("How many guests can come?", "There is no limit.", True),
        ("How many euros do I get?", "You get 20 euros.", True),
        ("How many metres is the wall?", "The wall has 30 metres.", True),
        ("How many desks are there?", "The desk is 2.5 metres long.", False),
        ("Wie viele Personen dürfen in die Halle?", "Kinder unter 14 bleiben draußen.", False),
        ("Wie viele Personen dürfen in die Halle?", "Es dürfen 14 Personen hinein.", True),
        ("Combien de personnes dans la salle ?", "Interdit aux moins de 14 ans.", False),
        ("Combien de personnes dans la salle ?", "La salle accueille 14 personnes.", True),
        ("¿Cuántas personas caben en la sala?", "Prohibido a menores de 14 años.", False),
        ("Quantas pessoas cabem na sala?", "A sala tem lugar para 14 pessoas.", True),
    ],
)
def test_a_number_of_people_or_things_is_no_age_time_price_or_measure(
    question: str, sentence: str, *, answers: bool
) -> None:
    told = can_answer(sentence, Expected.AMOUNT, numbers(question), unit_asked(question))
    assert told is answers


def test_how_to_see_a_number_needs_none() -> None:
    question = "How do I see how many files are open?"
    told = can_answer("Use lsof.", expected_of(question), numbers(question), unit_asked(question))
    assert told


@pytest.mark.parametrize(
    ("question", "looked_for"),
    [
        ("Can I work from Quay 3?", {"work", "quay", "3"}),
        ("Where are people allowed to work?", {"allow", "work"}),
        ("How does the badge work?", {"badg"}),
    ],
)
def test_work_is_looked_for_where_somebody_works(question: str, looked_for: set[str]) -> None:
    assert Words().of_question(question, "en") == looked_for


@pytest.mark.parametrize(
    ("language", "question", "looked_for"),
    [
        ("en", "What day is payday in June?", {"payday", "june"}),
        ("en", "at which time does the gate close", {"gate", "close"}),
        ("en", "What time zone does the gate use?", {"time", "zone", "gate"}),
        ("en", "What is the time limit?", {"time", "limit"}),
        ("en", "What time?", {"time"}),
        ("de", "An welchem Tag ist Zahltag?", {"zahltag"}),
        ("fr", "Quel jour est la paie ?", {"pai"}),
        ("en", "How far in advance do I book?", {"book"}),
    ],
)
def test_the_sort_that_is_asked_for_is_not_looked_for(
    language: str, question: str, looked_for: set[str]
) -> None:
    assert Words().of_question(question, language) == looked_for
