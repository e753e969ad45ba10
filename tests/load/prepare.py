"""Data of a size, made once and kept in LOAD_DIR."""

import json
import shutil
import time
from pathlib import Path

import bulk
import layout
import machine
import prepare_postgres
import prepare_sqlite
import templates
from machine import FOLDER, Cluster, Service

# Up to how many cases what changes is tried on a fresh copy each time.
SMALL = 100_000


def cases(size: str) -> int:
    return layout.rounds(size) * layout.ROUND


def parts(size: str):
    return bulk.EVERYTHING if cases(size) <= 2_000_000 else bulk.LEAST


def tell(line: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {line}", flush=True)


def catalogues() -> list[Path]:
    """Files of the fifty administrations: copies of the examples with another code."""
    folder = FOLDER / "catalogues"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for body in layout.bodies():
        document = json.loads((machine.ROOT / "examples" / f"{body.example}.json").read_text())
        document["administration"]["code"] = body.code
        made.append(folder / f"{body.code}.json")
        made[-1].write_text(json.dumps(document, ensure_ascii=False))
    return made


def begin(url: str, home: Path, size: str) -> None:
    """An empty database gets its tables, its catalogues and the templates, all by the program."""
    service = Service(url, home, CARTAVIVA_SCHEDULER="off", CARTAVIVA_WEBHOOK_SENDERS="0")
    try:
        service.start()
        tell("templates")
        templates.make(service, min(templates.EACH, max(20, cases(size) // 80)))
    finally:
        service.stop()
    tell("catalogues")
    service.command("import", *catalogues())


def count(url: str) -> None:
    """What scorecards are summed of is counted by the program: it reads every case and so proves the copies, too."""
    tell("figures")
    Service(url, FOLDER / "home").command("verify-figures", "--repair")


def postgres(cluster: Cluster, size: str) -> str:
    """The database of a size on PostgreSQL."""
    name, home = f"cartaviva_{size}", FOLDER / "home"
    if cluster.has(name):
        return name
    tell(f"PostgreSQL, {size}: preparing")
    half = f"{name}_half"
    cluster.sql(f'DROP DATABASE IF EXISTS "{half}" WITH (FORCE);\nCREATE DATABASE "{half}";')
    begin(cluster.url(half), home, size)
    prepare_postgres.fill(cluster, half, size, parts(size), tell)
    count(cluster.url(half))
    cluster.sql(f'ALTER DATABASE "{half}" RENAME TO "{name}";\nCHECKPOINT;')
    tell(f"ready: {cluster.sql(f'''SELECT pg_size_pretty(pg_database_size('{name}'))''').strip()}")
    return name


def sqlite(size: str) -> Path:
    """The file of a size on SQLite."""
    path = FOLDER / f"cartaviva-{size}.db"
    if path.exists():
        return path
    tell(f"SQLite, {size}: preparing")
    half = FOLDER / f"cartaviva-{size}.half.db"
    for old in FOLDER.glob(f"{half.name}*"):
        old.unlink()
    begin(f"sqlite://{half}", FOLDER / "home", size)
    prepare_sqlite.fill(half, size, parts(size), tell)
    count(f"sqlite://{half}")
    half.rename(path)
    tell(f"ready: {path.stat().st_size // 1_000_000} MB")
    return path


def copy_of(path: Path) -> Path:
    """A copy of a file, for whoever changes it."""
    copy = path.with_suffix(".run.db")
    for old in path.parent.glob(f"{copy.name}*"):
        old.unlink()
    shutil.copyfile(path, copy)
    return copy
