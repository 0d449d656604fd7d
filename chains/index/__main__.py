"""`python -m chains.index reembed`: another model's vectors, without downtime; then `prune`."""

import argparse
import asyncio
import sys

from rich.console import Console

from chains.config import ChainsConfig
from chains.errors import ConfigurationError, RetryLater
from chains.index.connection import connect
from chains.index.reembedding import Progress, Target, prune, reembed
from chains.models.embedder import EmbeddingModel, load_embeddings
from chains.models.files import fetch_model_files
from chains.operations.embedded import embedded_services

_SAID_EVERY = 500


def main(arguments: list[str]) -> int:
    """Run the named command; 0 done, 1 with a cause and a next step, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m chains.index")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("reembed", help="give the index the vectors of the configured EMBEDDINGS")
    commands.add_parser("prune", help="delete collections that a re-embedding left behind")
    command = parser.parse_args(arguments).command
    console = Console(stderr=True, highlight=False)
    try:
        if command == "reembed":
            asyncio.run(_reembed(ChainsConfig(), console))
        else:
            asyncio.run(_prune(ChainsConfig(), console))
    except ConfigurationError as error:
        console.print(error.cause, style="red", markup=False)
        console.print(error.next_step, markup=False)
        return 1
    except RetryLater as error:
        console.print(f"Stopped: {error}. Run it again; it goes on where it stopped.", markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped. Run it again; it goes on where it stopped.")
        return 130
    return 0


async def _reembed(config: ChainsConfig, console: Console) -> None:
    files = None if config.embeddings else fetch_model_files(config.cache)
    model: EmbeddingModel = await asyncio.to_thread(load_embeddings, config.embeddings, files)
    target = Target(model.name, model.dimensions, model.embeddings)
    async with embedded_services(config) as services:
        address = services.weaviate
        async with connect(address.url, address.grpc_port, address.api_key) as client:
            collection = await reembed(client, target, _counter(console))
    console.print(f"The index {collection.name} holds vectors of {collection.model}.")
    console.print("Restart Footnote with this EMBEDDINGS, then run `python -m chains.index prune`.")


async def _prune(config: ChainsConfig, console: Console) -> None:
    async with embedded_services(config) as services:
        address = services.weaviate
        async with connect(address.url, address.grpc_port, address.api_key) as client:
            deleted = await prune(client)
    console.print(f"Deleted {', '.join(deleted)}." if deleted else "There was nothing to delete.")


def _counter(console: Console) -> Progress:
    done = 0

    def report(passages: int) -> None:
        nonlocal done
        if done // _SAID_EVERY != (done + passages) // _SAID_EVERY or not done:
            console.print(f"{done + passages} passages re-embedded …")
        done += passages

    return report


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
