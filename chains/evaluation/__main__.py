"""`python -m chains.evaluation retrieval|access|answers|attacks|support|…`: ends in JSON."""

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TextIO

import structlog
from rich.console import Console

from chains.access.seal import Seal
from chains.answering.pipeline import chosen_pipeline
from chains.answering.records import Records
from chains.answering_path import copilot_on, model_steps
from chains.assembly import Opened, open_queue
from chains.config import ChainsConfig
from chains.database.engine import open_sessions
from chains.database.migrate import migrate
from chains.errors import ConfigurationError, FootnoteError
from chains.evaluation.access import AccessParts, WatchedSearch, measure_access
from chains.evaluation.answers import AnswerParts, measure_answers
from chains.evaluation.asking import Progress
from chains.evaluation.attacks import measure_attacks
from chains.evaluation.companies import read_changes, read_company, read_probes
from chains.evaluation.embedding_cache import CachedEmbeddings
from chains.evaluation.format_command import add_format
from chains.evaluation.headings import read_headings
from chains.evaluation.labelled_sets import read_documents, read_set
from chains.evaluation.obedient_model import obedient_model
from chains.evaluation.poisoned import handbooks_of, read_pages
from chains.evaluation.retrieval import Parts, measure_retrieval
from chains.evaluation.support import measure_support
from chains.evaluation.triage_command import add_triage
from chains.evaluation.unguarded import attack_parts
from chains.index.connection import connect
from chains.index.schema import open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.chat import ChatModel
from chains.models.embedder import load_embeddings
from chains.models.fallback import configured_models
from chains.models.files import fetch_model_files
from chains.operations.embedded import embedded_services
from chains.operations.secret import PROOFS, derived, load_secret
from chains.operations.terminal import shown_progress
from chains.settings import load_settings
from chains.sync.splitting import Splitter

Measure = Callable[[ChainsConfig, Progress], Coroutine[Any, Any, dict[str, Any]]]
"""One measurement, ready to run: what it was given is read already."""


def main(arguments: list[str]) -> int:
    """Run the named measurement; 0 only when every question was asked, 130 interrupted."""
    chosen = _parser().parse_args(arguments)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        measure: Measure = chosen.prepare(chosen)
        with shown_progress(console) as report:
            measured = asyncio.run(measure(ChainsConfig(), report))
    except ConfigurationError as error:
        console.print(error.cause, style="red", markup=False)
        console.print(error.next_step, markup=False)
        return 1
    except FootnoteError as error:
        console.print(f"Stopped before every question was asked: {error}", markup=False)
        console.print("Run it again; texts already embedded are kept.")
        return 1
    except KeyboardInterrupt:
        console.print("Stopped; texts already embedded are kept for the next run.")
        return 130
    sys.stdout.write(json.dumps(measured) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chains.evaluation")
    commands = parser.add_subparsers(dest="command", required=True)
    retrieval = commands.add_parser("retrieval", help="how well passages are found")
    retrieval.add_argument("folder", type=Path, help="a set in BEIR's or the handbook's form")
    retrieval.add_argument("--split", help="the qrels file of a BEIR set, without .tsv")
    retrieval.set_defaults(prepare=_retrieval)
    access = commands.add_parser("access", help="who gets to see what")
    access.add_argument("folder", type=Path, help="a company: documents, users and groups")
    access.add_argument("--probes", type=Path, required=True, help="what to ask, one a line")
    access.add_argument("--out", type=Path, required=True, help="where each reply is written")
    access.add_argument("--changes", type=Path, help="changes to make afterwards, one a line")
    access.set_defaults(prepare=_access)
    answers = commands.add_parser("answers", help="what is answered, and what is left alone")
    answers.add_argument("folder", type=Path, help="a set in the handbook's form")
    answers.add_argument("--pipeline", metavar="NAME", default="extractive")
    answers.add_argument(
        "--headings", type=int, metavar="N", help="ask N short headings instead of its questions"
    )
    answers.set_defaults(prepare=_answers)
    attacks = commands.add_parser("attacks", help="what instructions in documents achieve")
    attacks.add_argument("file", type=Path, help="poisoned pages, one a line")
    attacks.add_argument(
        "--company", type=Path, nargs="*", help="handbooks to plant them in, else those they are of"
    )
    attacks.add_argument("--out", type=Path, help="where each page's replies are written")
    attacks.set_defaults(prepare=_attacks)
    support = commands.add_parser("support", help="which sentences follow from passages")
    support.add_argument("folder", type=Path, help="judged pairs: begin, wice and halueval")
    support.add_argument("--fit", action="store_true", help="fit the model anew")
    support.set_defaults(prepare=_support)
    add_triage(commands)
    add_format(commands)
    return parser


def _retrieval(chosen: argparse.Namespace) -> Measure:
    labelled = read_set(chosen.folder, chosen.split)

    async def measure(config: ChainsConfig, progress: Progress) -> dict[str, Any]:
        async with _opened(config, progress) as (opened, remembered):
            parts = Parts(
                sessions=opened.sessions,
                writer=PassageWriter(opened.weaviate, opened.collection),
                search=PassageSearch(opened.weaviate, opened.collection, remembered),
                embeddings=remembered,
                splitter=Splitter(opened.model.count_tokens),
            )
            return (await measure_retrieval(labelled, parts, progress)).as_json()

    return measure


def _access(chosen: argparse.Namespace) -> Measure:
    company = read_company(chosen.folder)
    probes = read_probes(chosen.probes, company)
    changes = read_changes(chosen.changes, company) if chosen.changes else None
    read = {path.resolve() for path in (chosen.probes, chosen.changes) if path}
    if chosen.out.resolve() in read:
        raise ConfigurationError(f"{chosen.out} is read, not written.", "Name another --out.")

    async def measure(config: ChainsConfig, progress: Progress) -> dict[str, Any]:
        with _writable(chosen.out) as out:
            async with _opened(config, progress) as (opened, remembered):
                search = PassageSearch(opened.weaviate, opened.collection, opened.model.embeddings)
                watched = WatchedSearch(search)
                parts = AccessParts(
                    copilot=copilot_on(
                        opened.sessions,
                        watched,
                        opened.model.embeddings,
                        Records(opened.sessions, Seal(derived(load_secret(config), PROOFS))),
                    ),
                    search=watched,
                    sessions=opened.sessions,
                    writer=PassageWriter(opened.weaviate, opened.collection),
                    embeddings=remembered,
                    splitter=Splitter(opened.model.count_tokens),
                )
                report = await measure_access(company, probes, changes, parts, out.write, progress)
                return report.as_json()

    return measure


def _answers(chosen: argparse.Namespace) -> Measure:
    most = chosen.headings
    labelled = read_headings(chosen.folder, most) if most else read_set(chosen.folder)
    own = load_settings(Path()).pipelines

    async def measure(config: ChainsConfig, progress: Progress) -> dict[str, Any]:
        models = configured_models(config)
        pipeline = chosen_pipeline(chosen.pipeline, own, has_model=models is not None)
        async with _opened(config, progress) as (opened, remembered):
            embeddings = opened.model.embeddings
            parts = AnswerParts(
                copilot=copilot_on(
                    opened.sessions,
                    PassageSearch(opened.weaviate, opened.collection, embeddings),
                    embeddings,
                    Records(opened.sessions, Seal(derived(load_secret(config), PROOFS))),
                    model_steps(pipeline, models),
                ),
                sessions=opened.sessions,
                writer=PassageWriter(opened.weaviate, opened.collection),
                embeddings=remembered,
                splitter=Splitter(opened.model.count_tokens),
            )
            return await measure_answers(labelled, parts, progress)

    return measure


def _attacks(chosen: argparse.Namespace) -> Measure:
    pages = read_pages(chosen.file)
    carriers = {page.carrier_doc for page in pages if page.carrier_doc}
    near = (chosen.file.resolve().parent.parent, Path("../shared/data"))
    folders = handbooks_of(carriers, near) if chosen.company is None else chosen.company
    clean = [document for folder in folders for document in read_documents(folder)]
    if chosen.out and chosen.out.resolve() == chosen.file.resolve():
        raise ConfigurationError(f"{chosen.out} is read, not written.", "Name another --out.")

    async def measure(config: ChainsConfig, progress: Progress) -> dict[str, Any]:
        with ExitStack() as closing:
            out = closing.enter_context(_writable(chosen.out)) if chosen.out else None
            async with _opened(config, progress) as (opened, remembered), obedient_model() as url:
                model = ChatModel.named("openai:obedient", base_url=url, api_key="none")
                parts = attack_parts(opened, remembered, model, load_secret(config))
                write = out.write if out else len
                report = await measure_attacks(pages, clean, parts, write, progress)
                return report.as_json()

    return measure


def _support(chosen: argparse.Namespace) -> Measure:
    async def measure(_: ChainsConfig, progress: Progress) -> dict[str, Any]:
        return await asyncio.to_thread(measure_support, chosen.folder, progress, fit=chosen.fit)

    return measure


def _writable(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror}.", "Name another --out."
        ) from error


@asynccontextmanager
async def _opened(
    config: ChainsConfig, progress: Progress
) -> AsyncIterator[tuple[Opened, CachedEmbeddings]]:
    """The stores and the model, and the model with a memory for documents."""
    files = None if config.embeddings else fetch_model_files(config.cache, progress)
    model = await asyncio.to_thread(load_embeddings, config.embeddings, files)
    remembered = CachedEmbeddings(
        model.embeddings, model.name, config.cache / "evaluation" / "embeddings.sqlite"
    )
    async with embedded_services(config, progress) as services:
        await asyncio.to_thread(migrate, services.database_url)
        address = services.weaviate
        async with (
            open_sessions(services.database_url) as sessions,
            open_queue(services.database_url) as jobs,
            connect(address.url, address.grpc_port, address.api_key) as client,
        ):
            collection = await open_collection(client, model.name, model.dimensions)
            yield Opened(sessions, jobs, client, collection, model), remembered


def _log_problems_only() -> None:
    """Each question is an event; the last line of the standard output is the report."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    _log_problems_only()
    sys.exit(main(sys.argv[1:]))
