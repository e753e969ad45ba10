"""What is started, asked and stopped: PostgreSQL, the program, tools."""

import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
FOLDER = Path(os.environ.get("LOAD_DIR", TARGET / "load")).resolve()
PROFILE = os.environ.get("PROFILE", "release")


def program() -> Path:
    """The program that is measured."""
    return Path(os.environ.get("CARTAVIVA_BIN", TARGET / PROFILE / "cartaviva"))


def companion() -> Path:
    """The bare handler and the loop over SQLite, built from this folder."""
    return Path(os.environ.get("CARTAVIVA_LOAD", TARGET / PROFILE / "load"))


def run(*command, **options) -> str:
    """Runs a command to its end; answers what it printed."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def memory() -> int:
    """The machine's memory, in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Cluster:
    """A PostgreSQL of its own with the server's own durability, on disk, reached by a socket."""

    SETTINGS = {
        "listen_addresses": "",
        "shared_buffers": "2GB",
        "effective_cache_size": "8GB",
        "maintenance_work_mem": "512MB",
        "max_wal_size": "8GB",
        "max_connections": "200",
        "random_page_cost": "1.1",
    }

    def __init__(self, folder: Path):
        self.folder = folder
        self.data = folder / "data"
        self.sockets = Path(tempfile.mkdtemp(prefix="load-"))
        found = shutil.which("initdb") or str(max(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
        self.programs = Path(found).resolve().parent
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            shutil.chown(self.sockets, "postgres", "postgres")
            self.sockets.chmod(0o755)

    def _as_owner(self, tool: str, *arguments) -> str:
        options = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            options = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        return run(self.programs / tool, *arguments, cwd="/", **options)

    def start(self) -> "Cluster":
        if not (self.data / "PG_VERSION").exists():
            self._as_owner("initdb", "--pgdata", self.data, "--username", "cartaviva", "--auth", "trust",
                           "--encoding", "UTF8", "--no-locale")
        settings = self.SETTINGS | {"unix_socket_directories": str(self.sockets)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        # Its output would hold our pipe open: it goes to the log.
        command = [str(self.programs / "pg_ctl"), "--pgdata", str(self.data), "--wait", "--timeout", "600",
                   "--log", str(self.folder / "log"), "--options", options, "start"]
        owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who)
        if done.returncode != 0:
            raise SystemExit(f"PostgreSQL does not start; its log is {self.folder / 'log'}")
        return self

    def stop(self) -> None:
        self._as_owner("pg_ctl", "--pgdata", self.data, "--wait", "--timeout", "600", "--mode", "fast", "stop")
        shutil.rmtree(self.sockets, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgres://cartaviva@/{database}?host={self.sockets}"

    def environment(self, database: str = "postgres") -> dict:
        return os.environ | {"PGHOST": str(self.sockets), "PGUSER": "cartaviva", "PGDATABASE": database}

    def sql(self, text: str, database: str = "postgres") -> str:
        """Runs statements, each on its own; answers what they select, unaligned."""
        return run("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1",
                   input=text, env=self.environment(database))

    def has(self, database: str) -> bool:
        return bool(self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'").strip())

    def copy(self, source: str, target: str) -> None:
        """Makes a database the copy of another."""
        self.sql(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE);\n'
                 f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY file_copy;\nCHECKPOINT;')


class Service:
    """The program, serving on a database, as an installation runs it."""

    def __init__(self, database_url: str, home: Path, **settings):
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.environment = os.environ | {
            "CARTAVIVA_LISTEN": f"127.0.0.1:{self.port}",
            "CARTAVIVA_DATA_DIR": str(home),
            "CARTAVIVA_DATABASE_URL": database_url,
            "CARTAVIVA_LOG": "warn",
        } | settings
        self.process = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Starts it and waits for its first answer; answers the seconds until then."""
        began = time.monotonic()
        with open(self.home / "log", "ab") as log:
            self.process = subprocess.Popen([str(program()), "serve"], env=self.environment,
                                            stdout=subprocess.DEVNULL, stderr=log)
        while True:
            if self.process.poll() is not None:
                raise SystemExit(f"the program did not start; its log is {self.home / 'log'}")
            try:
                if self.ask("GET", "/v1/status")[0] == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.005)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def command(self, *arguments) -> str:
        return run(program(), *arguments, env=self.environment, cwd=ROOT)

    def token(self, administration: str, *roles: str) -> str:
        given = [word for role in roles for word in ("--role", role)]
        said = self.command("token", "--administration", administration, *given, "--valid-for", "7d")
        return said.strip().splitlines()[-1]

    def ask(self, method: str, path: str, body=None, token: str | None = None, headers=None):
        """One request on a connection of its own; answers status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            return ask(connection, method, path, body, token, headers)
        finally:
            connection.close()

    def resident(self) -> int:
        """Its own resident size in KiB: without the pages of the database's file that it maps, which are the system's to keep or
        to drop."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1])
        return 0


def ask(connection, method, path, body=None, token=None, headers=None):
    """One request on a connection."""
    headers = dict(headers or {})
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    return answer.status, dict(answer.getheaders()), content
