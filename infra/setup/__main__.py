"""`python3 infra/setup run|dev`: Python's packages into .venv, then the server and the model.

Runs before anything is installed: standard library only, and a syntax that older Pythons can read,
so that they can say which Python is needed.
"""

import os
import shutil
import sys

WANTED = (3, 11)
NAMES = ("python3.11", "python3.12", "python3.13", "python3.14")


def main():
    if sys.version_info < WANTED:
        sys.exit(_with_newer_python())
    from packages import SetupError, install  # it is written for the Python wanted

    try:
        python = install(sys.argv[1] if len(sys.argv) > 1 else "run")
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped; nothing half-installed is left. Run it again to go on.")
    os.execv(python, [python, "-m", "chains.operations", "fetch"])  # noqa: S606 (no shell is wanted)


def _with_newer_python():
    for name in NAMES:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606 (no shell is wanted)
    return (
        "Footnote needs Python 3.11 or newer; this is {}.{}.\n".format(*sys.version_info[:2])
        + "Install one, or name it: make PYTHON=/path/to/python3.11 setup"
    )


if __name__ == "__main__":
    main()
