"""What people do with an answer, by the command, the buttons and the menus below it."""

from bot.views.ids import (
    AGAIN,
    ANSWER_MENU,
    HELP,
    HELPFUL,
    NOT_HELPFUL,
    PASSAGE,
    SEARCH_MEANT,
    WHY,
    WHY_SOURCE,
)
from tests.security.matrix.company import HR, MANY, SECRETS
from tests.security.matrix.world import Explained, World

OF_A_SOURCE = ANSWER_MENU, WHY_SOURCE
"""Where the choices of a source are: below an answer that has only one, else beside it."""


async def why(world: World, who: str, where: str, words: str) -> None:
    """The latest answer, explained to its asker."""
    await world.say(who, where, words)
    await world.command(who, where, "/footnote", "why")


async def why_button(world: World, who: str, where: str, words: str) -> None:
    """Somebody with more rights asked; the button under the answer is this person's to press."""
    await _explained(world, who, where, words, WHY)


async def why_menu(world: World, who: str, where: str, words: str) -> None:
    """Of the first source of what somebody else asked: in the one menu, or beside it."""
    await _explained(world, who, where, words, *OF_A_SOURCE, choice="1.")


async def passage(world: World, who: str, where: str, words: str) -> None:
    """That of the first source of what somebody else asked."""
    await _explained(world, who, where, words, *OF_A_SOURCE, choice=PASSAGE)
    for form in await world.get("views", who):
        await world.post("close_view", who, view_id=form["id"])


async def _explained(
    world: World, who: str, where: str, words: str, *actions: str, choice: str = ""
) -> None:
    """Have explained what somebody else was answered, if they were."""
    asked_by, began = await _asked_by_another(world, who, where, words)
    await explain(world, who, where, asked_by, began, *actions, choice=choice)


async def explain(
    world: World, who: str, where: str, asked_by: str, began: str, *actions: str, choice: str = ""
) -> None:
    """The first such button or menu under what somebody was answered since a moment, if any is."""
    for action in actions:
        answered = choice != PASSAGE
        if await world.press(who, where, action, began, answered=answered, choice=choice):
            break
    if world.pressed is not None:
        world.explained = Explained(who, where, asked_by, world.pressed.message)


async def _asked_by_another(world: World, who: str, where: str, words: str) -> tuple[str, str]:
    """Who asked, and a timestamp before it: what stands under older answers is not pressed."""
    _, began = world.mark()
    members = world.playground.workspace.directory.channels[where].members
    others = [one for one in (HR, MANY) if one != who and one in members]
    asker = others[0] if others else who
    await world.say(asker, where, words)
    return asker, began


async def why_not(world: World, who: str, where: str, words: str) -> None:
    """The address of the very document."""
    secret = next(one for one in SECRETS.values() if one.question == words)
    name = secret.path.rpartition("/")[2]
    link = f"{world.playground.url}/documents/{name}"
    await world.command(who, where, "/footnote", f"why-not {link}")


async def helpful(world: World, who: str, where: str, words: str) -> None:
    """Said of what somebody with more rights was answered."""
    _, began = await _asked_by_another(world, who, where, words)
    await world.press(who, where, HELPFUL, began, answered=True)


async def not_helpful(world: World, who: str, where: str, words: str) -> None:
    """Opens a form."""
    _, began = await _asked_by_another(world, who, where, words)
    await world.press(who, where, NOT_HELPFUL, began)


async def again(world: World, who: str, where: str, words: str) -> None:
    """One's own question; a second answer in the thread of the first."""
    _, began = world.mark()
    await world.say(who, where, words, last=False)
    await world.press(who, where, ANSWER_MENU, began, choice=AGAIN)


async def again_of_another(world: World, who: str, where: str, words: str) -> None:
    """What somebody with more rights asked."""
    _, began = await _asked_by_another(world, who, where, words)
    await world.press(who, where, ANSWER_MENU, began, choice=AGAIN)


async def hand_over(world: World, who: str, where: str, words: str) -> None:
    """One's own words, to a channel; also where nothing was found, from a button of its own."""
    _, began = world.mark()
    await world.say(who, where, words, last=False)
    if not await world.press(who, where, ANSWER_MENU, began, choice=HELP):
        await world.press(who, where, HELP, began)
    for form in await world.get("views", who):
        await world.post("submit", who, view_id=form["id"], values={})


async def meant(world: World, who: str, where: str, words: str) -> None:
    """Taken for distress, and searched for when its author says that it is a question."""
    _, began = world.mark()
    await world.say(who, where, f"my back hurts so badly that I cry, {words}")
    assert await world.press(who, where, SEARCH_MEANT, began)
