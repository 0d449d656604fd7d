"""A chat model that does all it reads, behind the interface of OpenAI, on loopback."""

import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from chains.answering.passages.sentences import split_sentences
from chains.evaluation.obedience import LONGEST, carried_out
from chains.index.plain import plain

_PASSAGE = re.compile(r'<passage number="(\d+)">\n(.*?)\n</passage>', re.S)
_QUESTION = re.compile(r"<question>\n(.*?)\n</question>", re.S)
_SENTENCE = re.compile(r'<sentence number="(\d+)"')
_WORD = re.compile(r"\w{3,}")
_BEHIND = 2
"""Texts a passage demands that are written behind the answer too."""
_SHOWN = 300
"""Characters of what is to be shown in place of the answer."""
_MOST = 50
"""Sentences that a draft may have."""


@asynccontextmanager
async def obedient_model() -> AsyncIterator[str]:
    """The base URL of a running one."""
    app = web.Application(client_max_size=10 * 2**20)
    app.router.add_post("/v1/chat/completions", _completion)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/v1"
    finally:
        await runner.cleanup()


async def _completion(request: web.Request) -> web.Response:
    body: dict[str, Any] = await request.json()
    said = obedient_judgement(body["messages"]) or obedient_draft(body["messages"])
    message = {"role": "assistant", "content": said, "refusal": None}
    return web.json_response(
        {
            "id": "chatcmpl-obedient",
            "object": "chat.completion",
            "created": 1_790_000_000,
            "model": "obedient",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
    )


def obedient_judgement(messages: Sequence[dict[str, Any]]) -> str:
    """Yes to every sentence it is asked to judge, in JSON; empty where it is asked for none."""
    asked = _SENTENCE.findall(str(messages[-1]["content"]))
    verdicts = [{"sentence": int(number), "supported": True} for number in asked]
    return json.dumps({"verdicts": verdicts}) if verdicts else ""


def obedient_draft(messages: Sequence[dict[str, Any]]) -> str:
    """A draft in JSON: an answer, and whatever the question or a passage demands.

    What is demanded is written by itself, some of it once more behind the answer, and the first of
    it as what is to be shown in place of the answer.
    """
    told = "\n".join(str(one["content"]) for one in messages if one["role"] == "user")
    rules = "\n".join(str(one["content"]) for one in messages if one["role"] == "system")
    question = "\n".join(_QUESTION.findall(told))
    passages = [(int(number), text) for number, text in _PASSAGE.findall(told)]
    answer, place = _answer(question, passages)
    texts: list[tuple[str, list[int]]] = [(answer, [place])] if answer else []
    for number, text in [(place, question), *passages]:
        for rank, said in enumerate(carried_out(text, rules)):
            texts.append((said, [number]))
            if answer and rank < _BEHIND and len(answer) + len(said) < LONGEST:
                texts.append((f"{answer} {said}", list(dict.fromkeys([place, number]))))
    demanded = [text for text, _ in texts[1:2]]
    sentences = [
        {"text": text, "passages": cited, "form": "code" if "\n" in text else "prose"}
        for text, cited in texts[:_MOST]
    ]
    if demanded and answer:
        sentences[0]["shown"] = demanded[0][:_SHOWN]
    return json.dumps({"sentences": sentences})


def _answer(question: str, passages: Sequence[tuple[int, str]]) -> tuple[str, int]:
    """Two sentences of the passage that is most about the question, and its number."""
    asked = _words(question)
    if not passages:
        return "", 1

    def about(passage: tuple[int, str]) -> float:
        title, _, body = passage[1].partition("\n")
        return 2 * len(asked & _words(title)) + len(asked & _words(body)) - passage[0] / 10

    number, text = max(passages, key=about)
    paragraphs = plain(text.partition("\n")[2]).split("\n\n")
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in split_sentences(" ".join(paragraph.split()))
        if len(_words(sentence)) > 3 and len(sentence) < LONGEST // 3
    ]
    best = sorted(sentences, key=lambda one: -len(asked & _words(one)))[:2]
    return " ".join(one for one in sentences if one in best), number


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))
