"""Where the demo company's documents open: the pages that footnotes link to."""

import html
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import frontmatter
from aiohttp import web
from markdown_it import MarkdownIt
from markdown_it.token import Token

from chains.sync.splitting import anchor_of

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}
:root{{color-scheme:light dark}}:target{{background:#ffd54a55}}pre{{overflow-x:auto}}
table{{border-collapse:collapse}}td,th{{border:1px solid #8888;padding:.2rem .6rem}}
aside{{border-top:1px solid #8888;margin-top:3rem;font-size:.875rem}}</style>
<main>{body}</main><aside aria-label="About this page">
<p>In the demo this page opens for whoever is at this computer. Footnote draws on it only for those
who may read it; in your company its source decides who may open it, too.</p></aside></html>"""
# The documents are the demo's, but what is shown in a browser is never trusted.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class DocumentPages:
    """Shows the Markdown files of folders, by scope.

    Whoever can open the playground can be anybody in it, so there is nobody to ask who reads.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = {scope: folder.resolve() for scope, folder in folders.items()}
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

    def routes(self) -> list[web.RouteDef]:
        """Where the pages are."""
        return [web.get("/documents/{scope}/{path:.+}", self._show)]

    async def _show(self, request: web.Request) -> web.Response:
        folder = self._folders.get(request.match_info["scope"])
        file = (folder / request.match_info["path"]).resolve() if folder else None
        if folder is None or file is None or not file.is_relative_to(folder) or not file.is_file():
            raise web.HTTPNotFound(text="There is no such document.")
        document = frontmatter.loads(file.read_text(encoding="utf-8"))
        tokens = _with_anchors(self._markdown.parse(document.content))
        body = self._markdown.renderer.render(tokens, self._markdown.options, {})
        title = html.escape(str(document.get("title", file.stem)))
        return web.Response(
            text=_PAGE.format(title=title, body=body),
            content_type="text/html",
            headers={"Content-Security-Policy": _POLICY},
        )


def _with_anchors(tokens: list[Token]) -> list[Token]:
    taken: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", anchor_of(inline.content, taken))
    return tokens
