"""No listener answers: it stores what was asked, and one path finds the venue and says the rest."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.conftest import Module, called

LISTENERS = Path("bot/listeners")
REGISTER = LISTENERS / "__init__.py"
SPEAKS = {
    Path("bot/conversation/posting.py"): {
        "chat_postMessage",
        "chat_postEphemeral",
        "conversations_replies",
        "conversations_history",
    },
    # Each sentence only after `bot.conversation.streaming` has asked who may read it now.
    Path("bot/conversation/pen.py"): {
        "chat_startStream",
        "chat_appendStream",
        "chat_stopStream",
        "chat_postMessage",
        "chat_update",
        "chat_delete",
    },
    # Only ever the one sentence of bot/views/redacted.py, in place of what stood there.
    Path("bot/administration/upkeep.py"): {"chat_update"},
    # One sentence that is the same whatever any document says, to whoever asked the channel.
    Path("bot/conversation/passive_help.py"): {"chat_postEphemeral"},
    Path("bot/conversation/status.py"): {"agents_sessions_setStatus"},
    Path("bot/conversation/home.py"): {
        "views_publish",
        "assistant_threads_setSuggestedPrompts",
    },
    # What its asker has been shown, and sent on, to whom they were shown; nothing of documents.
    Path("bot/feedback/helping.py"): {"views_open"},
    Path("bot/feedback/passing_on.py"): {"chat_postMessage"},
    Path("bot/feedback/judging.py"): {"views_open"},
    Path("bot/feedback/vouching.py"): {"views_open"},
    Path("bot/administration/dialog.py"): {"views_open", "views_push", "views_update"},
    # A passage, which `chains.answering.explaining.quotations` finds for this person in private.
    Path("bot/conversation/quoting.py"): {"views_open"},
}
"""Who may call Slack with anything that somebody sees, and how."""
POSTS = {Path("bot/conversation/showing.py"), Path("bot/conversation/sharing.py")}
"""Who may post: both are given an outcome together with the venue it was made for."""
SAYING = ("chat_", "views_", "agents_", "assistant_", "files_", "reactions_", "conversations_h")
GIVEN = {"self", "ack", "body", "context", "event", "command"}
"""All that a listener is handed: nothing it could answer with but the acknowledgement."""
HOLDS = {
    "questions.py": {"_inbox", "_following", "_passive_help", "_errands", "_workspace"},
    "passive_help.py": {"_inbox", "_passive_help", "_workspace", "_speaking"},
    "commands.py": {"_inbox", "_workspace", "_subcommands", "_speaking", "_guiding"},
    "more.py": {"_inbox", "_workspace", "_metrics"},
    "meant.py": {"_inbox", "_own_words", "_workspace", "_metrics"},
    "people.py": {"_changes", "_full_pass", "_errands", "_workspace"},
    "settings.py": {"_dialog"},
    "linking.py": {"_sign_in", "_links", "_mirror", "_workspace", "_speaking"},
    "auditing.py": {"_exporting", "_workspace", "_speaking"},
    "privacy.py": {"_inventory", "_speaking"},
    "footnote.py": {"_administration", "_inbox", "_mirror", "_reports", "_speaking"},
    "why.py": {"_explaining", "_quoting", "_workspace"},
    "feedback.py": {"_does", "_why", "_workspace"},
    "confiding.py": {"_confiding", "_workspace"},
}
"""What the listeners of a file are built from; no copilot, no client, no posting."""
_NAMES = (
    "confiding.py",
    "feedback.py",
    "linking.py",
    "passive_help.py",
    "privacy.py",
    "why.py",
)
RESPONDS = {LISTENERS / name for name in _NAMES}
"""Give something to whoever pressed, for their eyes alone: a link, which says nothing of documents,
an explanation, which `chains.answering.explaining.explanations` makes for this person in private,
or one sentence that is the same whatever was found."""
RESPONDING = LISTENERS / "responding.py"
EXPLAINING = Path("chains/answering/explaining")
"""The one place that responds, and always to whoever pressed alone."""
EPHEMERAL = {"response_type": "'ephemeral'"}
OWN_MESSAGE = {LISTENERS / one for one in ("privacy.py", "confiding.py", "passive_help.py")}
"""Their buttons stand in messages that only whoever presses can see, which may be replaced."""
STATIC = {"LOOKING", "message", "say"}


def offences(tree: ast.Module, holds: set[str]) -> Iterator[str]:
    """What in a module of listeners could answer without a venue."""
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef(name=name, args=args):
                given = {one.arg for one in (*args.args, *args.kwonlyargs)}
                public = not name.startswith("_")
                if public and (given - GIVEN - {"app"} or args.vararg or args.kwarg):
                    yield f"{name} is given {sorted(given - GIVEN)}"
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=attr)]):
                if attr not in holds:
                    yield f"self.{attr} is kept"
            case ast.Call() if called(node).startswith(SAYING) or called(node) in {"ask", "render"}:
                yield f"{called(node)} is called"
            case ast.Call() if called(node) == "respond":
                yield "respond is called"
            case _:
                pass
    yield from ("say is given" for node in ast.walk(tree) if _is_bolts(node))


def _is_bolts(node: ast.AST) -> bool:
    """Whether it is the `say` that Bolt posts with, rather than a language."""
    if not isinstance(node, ast.arg) or node.arg != "say":
        return False
    return not (isinstance(node.annotation, ast.Name) and node.annotation.id == "Say")


def said_at_once(tree: ast.Module) -> Iterator[str]:
    """What an acknowledgement says in words: a constant, or a message that was handed in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "ack":
            for keyword in node.keywords:
                if keyword.arg in {"text", "blocks", "attachments"}:
                    names = {one.id for one in ast.walk(keyword.value) if isinstance(one, ast.Name)}
                    yield from names - STATIC


def registered(tree: ast.Module) -> Iterator[ast.expr]:
    """Every function that is bound to a trigger."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Call(func=ast.Attribute(value=ast.Name(id="app"))), args=[one]):
                yield one
            case _:
                pass


def test_every_trigger_is_bound_to_a_known_listener(product: list[Module]) -> None:
    for module in product:
        own = {LISTENERS / name for name in ("feedback.py", "privacy.py", "settings.py")}
        if module.path in {REGISTER, *own}:
            for bound in registered(module.tree):
                words = ast.unparse(bound)
                owner = words.partition(".")[0]
                known = {"questions", "commands", "more", "people", "self", "acknowledge"}
                known |= {"linking", "why", "privacy", "confiding", "passive_help", "meant"}
                assert owner in known, f"{module.at(bound)}: {words}"
        else:
            assert not (module.path.parts[0] == "bot" and list(registered(module.tree)))


def test_no_listener_can_answer(product: list[Module]) -> None:
    files = [module for module in product if module.path.is_relative_to(LISTENERS)]
    assert {module.path.name for module in files} >= HOLDS.keys()
    for module in files:
        found = set(offences(module.tree, HOLDS.get(module.path.name, set())))
        expected = {"pressed is given ['respond']"} if module.path in RESPONDS else set()
        if module.path == RESPONDING:
            given = ["failed", "message", "replaces", "respond", "thread"]
            expected = {f"show_alone is given {given}", "respond is called"}
        assert found == expected, module.path
        assert not list(said_at_once(module.tree)), module.path
        for call in module.calls("respond"):
            words = {one.arg: ast.unparse(one.value) for one in call.keywords}
            assert EPHEMERAL.items() <= words.items(), module.at(call)
            assert words["replace_original"] == "replaces", module.at(call)
        shown = list(module.calls("show_alone"))
        assert bool(shown) == (module.path in RESPONDS), module.path
        for call in shown:
            own = module.path in OWN_MESSAGE
            words = {one.arg: ast.unparse(one.value) for one in call.keywords}
            assert words["replaces"] == str(own), module.at(call)
    assert RESPONDING in {module.path for module in files}


def test_what_is_explained_is_what_one_person_may_read_in_private(product: list[Module]) -> None:
    [explains] = [one for one in product if one.path == EXPLAINING / "explanations.py"]
    audiences = [ast.unparse(call) for call in explains.calls("audience_for")]
    # The second only ever says whether replies where it is asked may use a document.
    own, here = "audience_for(viewer, Venue(VenueKind.PRIVATE))", "audience_for(viewer, here.venue)"
    assert audiences == [own, here]
    [quotes] = [one for one in product if one.path == EXPLAINING / "quotations.py"]
    assert [ast.unparse(call) for call in quotes.calls("audience_for")] == [own]


@pytest.mark.parametrize(
    "planted",
    [
        "async def asked(self, ack, body, say):\n    await say(body)",
        "async def asked(self, ack, body, client):\n    pass",
        "async def asked(self, ack, body, **rest):\n    pass",
        "async def asked(self, ack, body):\n    await self._inbox.respond(body)",
        "async def asked(self, ack, body):\n    async for step in self._c.ask(body): pass",
        "def __init__(self, copilot):\n    self._copilot = copilot",
        "async def asked(self, ack, body):\n    await self._c.chat_postMessage(text=body)",
    ],
)
def test_a_listener_that_answers_is_seen(planted: str) -> None:
    body = "\n".join(f"    {line}" for line in planted.splitlines())
    assert list(offences(ast.parse(f"class Eager:\n{body}"), {"_inbox"}))


def test_an_acknowledgement_with_what_was_asked_is_seen() -> None:
    assert list(said_at_once(ast.parse("async def f(ack, found): await ack(text=found.text)")))


def test_slack_is_spoken_to_in_few_places_and_known_ways(product: list[Module]) -> None:
    found: dict[Path, set[str]] = {}
    for module in product:
        if module.path.parts[0] != "bot" or module.path.is_relative_to("bot/playground"):
            continue
        names = {called(node) for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
        if spoken := {name for name in names if name.startswith((*SAYING, "conversations_r"))}:
            found[module.path] = spoken
        if module.path != Path("bot/conversation/posting.py"):
            assert "AsyncWebhookClient" not in module.text, module.path
    assert found == SPEAKS


def test_only_what_was_settled_for_a_venue_is_posted(product: list[Module]) -> None:
    for module in product:
        if module.path.parts[0] != "bot" or module.path.is_relative_to("bot/playground"):
            continue
        posts = [call for name in ("post", "whisper") for call in module.calls(name)]
        ours = [call for call in posts if "_posting" in ast.unparse(call.func)]
        assert not ours or module.path in POSTS, module.path
        for call in module.calls("render"):
            venues = [ast.unparse(one.value) for one in call.keywords if one.arg == "venue"]
            assert venues == ["settled.venue"], module.at(call)


def test_every_act_of_the_settings_asks_who_it_is(product: list[Module]) -> None:
    [dialog] = [one for one in product if one.path == Path("bot/administration/dialog.py")]
    [made] = [node for node in ast.walk(dialog.tree) if isinstance(node, ast.ClassDef)]
    for act in made.body:
        if isinstance(act, ast.AsyncFunctionDef) and not act.name.startswith("_"):
            calls = {called(node) for node in ast.walk(act) if isinstance(node, ast.Call)}
            assert calls & {"_administrator", "_submitted"}, act.name
