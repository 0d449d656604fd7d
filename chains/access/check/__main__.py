"""`python -m chains.access.check`: are the proofs of what was shown true, and do they hold?"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console

from chains.access.check.judgement import Verdict
from chains.access.check.run import Checked, check
from chains.access.check.store import Wanted
from chains.config import ChainsConfig
from chains.database.engine import libpq_url
from chains.errors import ConfigurationError, RetryLater
from chains.operations.embedded import embedded_services
from chains.operations.secret import PROOFS, derived, load_secret


def main(arguments: Sequence[str]) -> int:
    """Check; 0 all accepted, 1 some rejected or a cause and a next step, 130 interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m chains.access.check",
        description="Check the proofs of what was shown, by statements of its own. Prints those it"
        " rejects, by their ids, and as its last line how many there were.",
    )
    parser.add_argument("--workspace", help="of this Slack workspace only")
    parser.add_argument("--request", help="of this request only")
    parser.add_argument("--since", type=_moment, help="of answers since this time (ISO 8601, UTC)")
    given = parser.parse_args(arguments)
    console = Console(stderr=True, highlight=False)
    try:
        return asyncio.run(_checked(ChainsConfig(), Wanted(**vars(given))))
    except ConfigurationError as error:
        console.print(error.cause, style="red", markup=False)
        console.print(error.next_step, markup=False)
    except RetryLater:
        console.print("Stopped: Postgres does not answer. Run it again.", markup=False)
    except KeyboardInterrupt:
        return 130
    return 1


async def _checked(config: ChainsConfig, wanted: Wanted) -> int:
    key = derived(load_secret(config), PROOFS)
    verdicts: Counter[Verdict] = Counter()
    async with embedded_services(config) as services:
        async for one in check(libpq_url(services.database_url), key, wanted):
            verdicts[one.judgement.verdict] += 1
            if one.judgement.reason is not None:
                _say(_rejected(one))
    accepted = verdicts[Verdict.ACCEPTED]
    rejected = verdicts.total() - accepted
    _say({"proofs": verdicts.total(), "accepted": accepted, "rejected": rejected})
    return 1 if rejected else 0


def _rejected(one: Checked) -> dict[str, object]:
    verdict, reason = one.judgement.verdict, one.judgement.reason
    where = {"workspace": one.workspace, "request": one.request, "number": one.number}
    return {**where, "verdict": verdict, "reason": reason}


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


def _moment(text: str) -> datetime:
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
