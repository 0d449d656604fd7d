"""`python -m chains.operations fetch`: what `make setup` runs once Python's packages are there."""

import argparse
import sys

from rich.console import Console

from chains.config import ChainsConfig
from chains.errors import ConfigurationError
from chains.operations.fetch import fetch
from chains.operations.terminal import shown_progress


def main(arguments: list[str]) -> int:
    """Run the named command; 0 done, 1 with a cause and a next step, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m chains.operations")
    parser.add_argument("command", choices=["fetch"], help="fetch the server and the model")
    parser.parse_args(arguments)
    console = Console(stderr=True, highlight=False)
    try:
        with shown_progress(console) as report:
            fetch(ChainsConfig(), report)
    except ConfigurationError as error:
        console.print(error.cause, style="red", markup=False)
        console.print(error.next_step, markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped; nothing half-installed is left. Run it again to go on.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
