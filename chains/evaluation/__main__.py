"""`python -m chains.evaluation retrieval DIR [--split NAME]`: its last line is one JSON object."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from rich.console import Console

from chains.config import ChainsConfig
from chains.database.engine import open_sessions
from chains.database.migrate import migrate
from chains.errors import ConfigurationError, FootnoteError
from chains.evaluation.embedding_cache import CachedEmbeddings
from chains.evaluation.labelled_sets import LabelledSet, read_set
from chains.evaluation.retrieval import Parts, Progress, RetrievalReport, measure_retrieval
from chains.index.connection import connect
from chains.index.schema import open_collection
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.embedder import load_embeddings
from chains.models.files import fetch_model_files
from chains.operations.embedded import embedded_services
from chains.operations.terminal import shown_progress
from chains.sync.splitting import Splitter


def main(arguments: list[str]) -> int:
    """Run the named measurement; 0 only when every question was asked, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m chains.evaluation")
    commands = parser.add_subparsers(dest="command", required=True)
    retrieval = commands.add_parser("retrieval", help="how well passages are found")
    retrieval.add_argument("folder", type=Path, help="a set in BEIR's or the handbook's form")
    retrieval.add_argument("--split", help="the qrels file of a BEIR set, without .tsv")
    chosen = parser.parse_args(arguments)
    console = Console(stderr=True, highlight=False)
    try:
        labelled = read_set(chosen.folder, chosen.split)
        with shown_progress(console) as report:
            measured = asyncio.run(_measure(labelled, ChainsConfig(), report))
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
    sys.stdout.write(json.dumps(measured.as_json()) + "\n")
    return 0


async def _measure(
    labelled: LabelledSet, config: ChainsConfig, progress: Progress
) -> RetrievalReport:
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
            connect(address.url, address.grpc_port, address.api_key) as client,
        ):
            collection = await open_collection(client, model.name, model.dimensions)
            parts = Parts(
                sessions=sessions,
                writer=PassageWriter(client, collection),
                search=PassageSearch(client, collection, remembered),
                embeddings=remembered,
                splitter=Splitter(model.count_tokens),
            )
            return await measure_retrieval(labelled, parts, progress)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
