"""A company of eight that shows every kind of person and conversation."""

from typing import Any

from bot.playground.company import Company


def small_company() -> Company:
    """Ana and Ben are colleagues, Finn administers, Tom is a guest, Priya is of another company."""
    raw: dict[str, Any] = {
        "workspace": {"id": "T0TIDE", "name": "Tidewater Robotics", "domain": "tidewater"},
        "people": [
            _person("U0ANA", "Ana Ruiz", "engineer", main=True),
            _person("U0BEN", "Ben Okafor", "on-call lead", main=True),
            _person("U0DANA", "Dana Weiss", "people partner"),
            _person("U0FINN", "Finn Larsen", "administrator", admin=True),
            _person("U0ELIF", "Elif Kaya", "CEO", owner=True),
            _person("U0TOM", "Tom Beck", "guest", guest=True, main=True),
            _person("U0PRIYA", "Priya Nair", "partner", team="T0ACME"),
            _person("U0GONE", "Gil Oneto", "left last year", deactivated=True),
        ],
        "groups": [
            {
                "id": "S0PEOPLE",
                "handle": "people-team",
                "name": "People team",
                "members": ["U0DANA", "U0ELIF"],
            },
            {"id": "S0ENG", "handle": "engineering", "name": "Engineering", "members": ["U0ANA"]},
        ],
        "conversations": [
            _channel("C0GENERAL", "general", "public", ["U0ANA", "U0BEN", "U0DANA", "U0ELIF"]),
            _channel("C0ENG", "engineering", "public", ["U0ANA", "U0BEN"]),
            _channel("C0PAY", "people-and-pay", "private", ["U0DANA", "U0ELIF"]),
            _channel("C0ACME", "acme-launch", "shared", ["U0PRIYA", "U0ANA"]),
            _channel("G0LEADS", "leads", "group", ["U0ELIF", "U0BEN", "U0DANA"]),
            _channel("C0QUIET", "quiet", "private", ["U0ANA", "U0BEN"]) | {"bot": False},
            _channel("C0OPEN", "open", "public", ["U0ANA"]) | {"bot": False},
        ],
        "prompts": {"U0ANA": ["When is payday?"]},
        "opening": [{"as": "U0ANA", "channel": "C0GENERAL", "text": "<@U0FOOTNOTE> hello"}],
    }
    return Company.model_validate(raw)


def _person(user: str, name: str, role: str, **more: Any) -> dict[str, Any]:
    return {
        "id": user,
        "name": name,
        "role": role,
        "email": f"{user[2:].lower()}@tidewater.example",
        **more,
    }


def _channel(channel: str, name: str, kind: str, members: list[str]) -> dict[str, Any]:
    return {"id": channel, "name": name, "kind": kind, "members": members}
