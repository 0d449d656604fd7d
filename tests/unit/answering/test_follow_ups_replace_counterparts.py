"""A follow-up's words take the place of their counterpart in the question before, if it has one."""

import pytest

from chains.answering.questions.follow_up import understood

NAMES = frozenset(
    {"hamburg", "lyon", "lisbon", "turnstone", "sanderling", "oslo", "bergen", "osaka", "kyoto"}
    | {"karsund", "bonn", "köln"}
)
"""What a model takes for names, of the words that are written here in small letters."""

PER_DIEM = "What is the per diem in France?"
EARNS = "what does a senior engineer earn in hamburg"
OF_PLACES = [
    ("visitor parking hamburg", "and lyon?", "visitor parking lyon?"),
    ("visitor parking hamburg", "and in lyon?", "visitor parking in lyon?"),
    ("Visitor parking in Hamburg?", "and lyon?", "Visitor parking in lyon?"),
    ("wifi password lisbon office", "and hamburg?", "wifi password hamburg office?"),
    ("When does the Lyon office open?", "and Hamburg?", "When does the Hamburg office open?"),
    ("when does the Lyon office open?", "and in lisbon", "when does the lisbon office open?"),
    ("parental leave in Germany", "and in lisbon?", "parental leave in lisbon?"),
    ("parental leave lisbon", "what about germany", "parental leave germany?"),
    (PER_DIEM, "and Portugal?", "What is the per diem in Portugal?"),
    (PER_DIEM, "what about germany", "What is the per diem in germany?"),
    (PER_DIEM, "und in Deutschland?", "What is the per diem in Deutschland?"),
    (PER_DIEM, "et au Portugal ?", "What is the per diem au Portugal?"),
    (EARNS, "and in lyon?", "what does a senior engineer earn in lyon?"),
    ("sick leave france", "and portugal", "sick leave portugal?"),
    # Other companies
    ("Do we ship to Norway?", "and Sweden?", "Do we ship to Sweden?"),
    ("Do we ship to Norway by train?", "and to Japan?", "Do we ship to Japan by train?"),
    ("cancellation fee oslo", "and bergen?", "cancellation fee bergen?"),
    (
        "What may I check in on flights to Oslo?",
        "and to Bergen?",
        "What may I check in on flights to Bergen?",
    ),
    (
        "how many beds does the Ashgrove ward have",
        "and Millbrook?",
        "how many beds does the Millbrook ward have?",
    ),
    ("dress code for the Kyoto studio", "and osaka?", "dress code for the osaka studio?"),
    (
        "is there a shuttle from Geneva to the plant",
        "and from Zurich?",
        "is there a shuttle from Zurich to the plant?",
    ),
    ("Wie teuer ist ein Platz in Köln?", "und Bonn?", "Wie teuer ist ein Platz in Bonn?"),
    ("Quel plafond pour un repas à Paris ?", "et à Lyon ?", "Quel plafond pour un repas à Lyon?"),
    ("¿Cuánto cuesta el billete a Sevilla?", "¿y Granada?", "¿Cuánto cuesta el billete a Granada?"),
    ("Quanto é o subsídio em Espanha?", "e em Itália?", "Quanto é o subsídio em Itália?"),
    ("dental deductible in Texas?", "what about Ohio", "dental deductible in Ohio?"),
    (
        "Who looks after Halden Dredging?",
        "and the Port of Marlow?",
        "Who looks after the Port of Marlow?",
    ),
]
OF_TIMES = [
    ("Who is on call on Monday?", "and tuesday?", "Who is on call on tuesday?"),
    (
        "opening hours of the pharmacy on sundays",
        "and on saturdays?",
        "opening hours of the pharmacy on saturdays?",
    ),
    (
        "When does the gym on friday close?",
        "and at the weekend?",
        "When does the gym at the weekend close?",
    ),
    ("Wann öffnet das Bad am Montag?", "und am Samstag?", "Wann öffnet das Bad am Samstag?"),
    (
        "Horaires de la piscine le lundi ?",
        "et le dimanche ?",
        "Horaires de la piscine le dimanche?",
    ),
    ("can I take leave in march", "and june?", "can I take leave in june?"),
    ("What was the revenue in 2023?", "and 2024?", "What was the revenue in 2024?"),
    ("What was the revenue in Q2?", "and Q3?", "What was the revenue in Q3?"),
    ("how long is the morning shift", "and the night shift?", "how long is the night shift?"),
    ("who works the late shift in winter", "in summer?", "who works the late shift in summer?"),
]
OF_THINGS = [
    (EARNS, "and a staff engineer?", "what does a staff engineer earn in hamburg?"),
    (EARNS, "and juniors?", "what does a junior engineer earn in hamburg?"),
    ("how much does the Shoal X2 cost", "and to rent?", "how much does the Shoal X2 cost to rent?"),
    ("how much does the Shoal X2 cost", "and the X3?", "how much does the Shoal X3 cost?"),
    ("what is it to buy a turnstone", "and to rent?", "what is it to rent a turnstone?"),
    ("price of the turnstone", "and the sanderling", "price of the sanderling?"),
    ("How much does the Turnstone cost?", "and sanderling", "How much does the sanderling cost?"),
    ("who teaches Year 7 maths?", "and Year 9?", "who teaches Year 9 maths?"),
    ("fee for a debit card abroad?", "and a credit card?", "fee for a credit card abroad?"),
    (
        "What is the warranty on the Kestrel 4?",
        "and the Kestrel 5?",
        "What is the warranty on the Kestrel 5?",
    ),
    ("can I bring a dog to the office", "and a cat?", "can I bring a cat to the office?"),
    (
        "how do I reset my password on a mac",
        "and on windows?",
        "how do I reset my password on windows?",
    ),
    ("how long are exams for nurses", "and for doctors?", "how long are exams for doctors?"),
    ("how many days do employees get", "and interns?", "how many days do interns get?"),
]
BESIDE = [
    (
        "when does the Lyon office open?",
        "and on saturday?",
        "when does the Lyon office open on saturday?",
    ),
    ("sick leave in France", "and for contractors?", "sick leave in France for contractors?"),
    ("visitor parking hamburg", "and bicycles?", "visitor parking hamburg bicycles?"),
    ("how much is the Turnstone?", "and in lyon?", "how much is the Turnstone in lyon?"),
    ("how do I call in sick?", "and in france?", "how do I call in sick in france?"),
    (
        "how many days do we get in Germany",
        "in 2025?",
        "how many days do we get in Germany in 2025?",
    ),
    (
        "What is the deductible for dental care?",
        "and in Ohio?",
        "What is the deductible for dental care in Ohio?",
    ),
    (
        "who signs invoices over 5000 dollars?",
        "for freelancers?",
        "who signs invoices over 5000 dollars for freelancers?",
    ),
    (
        "how do I apply for a parking permit",
        "and for visitors?",
        "how do I apply for a parking permit for visitors?",
    ),
    (
        "what is the notice period",
        "and after two years?",
        "what is the notice period after two years?",
    ),
    (
        "when is the kitchen cleaned",
        "and on public holidays?",
        "when is the kitchen cleaned on public holidays?",
    ),
    (
        "how much is it from Oslo to Bergen",
        "and Karsund?",
        "how much is it from Oslo to Bergen Karsund?",
    ),
    # Nothing tells that these are of one class.
    ("how much leave do nurses get", "and doctors?", "how much leave do nurses get doctors?"),
    ("may I work from abroad", "and in june?", "may I work from abroad in june?"),
]


@pytest.mark.parametrize(
    ("earlier", "message", "meant"), [*OF_PLACES, *OF_TIMES, *OF_THINGS, *BESIDE]
)
def test_what_is_new_takes_its_counterparts_place(earlier: str, message: str, meant: str) -> None:
    found = understood(message, earlier, NAMES)
    assert (found.text, found.follows) == (meant, True)
