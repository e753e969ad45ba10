"""The table: ours beside what the machine does without us."""

import json
import os
import platform
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import generators
import machine
from generators import Rate
from operations import OPERATIONS


@dataclass
class Row:
    """An operation as it was measured."""

    code: str
    title: str
    kind: str
    size: str
    clients: int
    ours: Rate
    hello: Rate
    alone: Rate | None
    asked: float | None
    alike: Rate | None = None

    @property
    def limit(self) -> float:
        """The most that can be had: a request costs a bare request and its statements."""
        return 1 / (1 / self.hello.rate + (1 / self.alone.rate if self.alone else 0))

    @property
    def ratio(self) -> float:
        return self.ours.rate / self.limit


NAMES = {"postgres": "PostgreSQL", "sqlite": "SQLite"}
COLUMNS = ["ours /s", "p50 ms", "p99 ms", "hello /s", "db /s", "alike /s", "limit /s", "ratio", "asked"]


class Notes:
    """What is said of something that has no table; kept with the report that REPORT names."""

    def __init__(self, mode: str, kind: str, size: str):
        self.mode, self.kind, self.size, self.lines = mode, kind, size, []

    def __call__(self, line: str) -> None:
        print(f"{NAMES[self.kind]}, {self.size}: {line}", flush=True)
        self.lines.append(line)
        if os.environ.get("REPORT"):
            keep(os.environ["REPORT"], {(self.kind, self.size, self.mode): {"lines": self.lines}})


def cells(row: Row) -> list[str]:
    rate = lambda value: f"{value.rate:,.0f}" if value else "–"
    return [rate(row.ours), f"{row.ours.p50 * 1000:.2f}", f"{row.ours.p99 * 1000:.2f}", rate(row.hello), rate(row.alone),
            rate(row.alike), f"{row.limit:,.0f}", f"{row.ratio:.2f}", f"{row.asked:.2f}" if row.asked else "–"]


def heading(kind: str) -> str:
    return f"{NAMES[kind]:14}" + "".join(f"{name:>10}" for name in COLUMNS)


def line(row: Row) -> str:
    well = "" if row.asked is None or row.ratio >= row.asked else "  <"
    return f"{row.code:14}" + "".join(f"{cell:>10}" for cell in cells(row)) + well


def write(name: str, rows: list[Row]) -> None:
    """Adds rows to a dated report; an operation that was measured before under the same name is replaced."""
    page = keep(name, {(row.kind, row.size, row.code): asdict(row) for row in rows})
    print(f"written: {page.relative_to(machine.ROOT)}")


def keep(name: str, found: dict) -> Path:
    """Keeps what was found, by database, size and what it is, and writes the report anew."""
    kept = machine.FOLDER / "results" / f"{name}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    known = {tuple(key): value for key, value in json.loads(kept.read_text())} if kept.exists() else {}
    known |= found
    kept.write_text(json.dumps([[key, value] for key, value in known.items()], indent=1))
    page = machine.ROOT / "docs" / "performance" / f"{time.strftime('%Y-%m-%d')}-{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(markdown(name, known))
    return page


def read(row: dict) -> Row:
    rate = lambda value: Rate(**value) if value else None
    return Row(**(row | {name: rate(row.get(name)) for name in ("ours", "hello", "alone", "alike")}))


def markdown(name: str, found: dict) -> str:
    lines = [f"# {name[0].upper()}{name[1:]}, {time.strftime('%d %B %Y').lstrip('0')}", "", *setting(), ""]
    order = {operation.code: place for place, operation in enumerate(OPERATIONS)}
    for kind, size in sorted({key[:2] for key in found}, key=lambda both: (both[0], len(both[1]), both[1])):
        here = {code: value for (of, by, code), value in found.items() if (of, by) == (kind, size)}
        rows = [read(value) for code, value in sorted(here.items(), key=lambda each: order.get(each[0], 99)) if code in order]
        lines += [f"## {NAMES[kind]}, {size} cases", ""]
        if rows:
            lines += ["| operation | clients | " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * (len(COLUMNS) + 1)]
            lines += [f"| {row.title} | {row.clients} | " + " | ".join(cells(row)) + " |" for row in rows]
            lines.append("")
        for mode, value in here.items():
            if mode not in order:
                lines += ["```", *value["lines"], "```", ""]
    return "\n".join(lines)


def setting() -> list[str]:
    """What it was measured on and with."""
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = machine.memory() / 1024**3
    found = [machine.run("rustc", "--version"), machine.run("pgbench", "--version"), wrk_version()]
    return [
        f"- {os.cpu_count()} processors ({model}), {memory:.0f} GB of memory, Linux {platform.release()}; the load generator, "
        "the program and the database share them.",
        "- " + "; ".join(" ".join(version.split()) for version in found) + ".",
        f"- The program: commit {machine.run('git', 'rev-parse', '--short', 'HEAD', cwd=machine.ROOT).strip()}, "
        f"{machine.PROFILE} build, its settings as they come, `CARTAVIVA_LOG=warn`.",
        "- PostgreSQL: `fsync` and `synchronous_commit` on, "
        + ", ".join(f"`{name} = {value}`" for name, value in machine.Cluster.SETTINGS.items() if value)
        + ", by its socket. SQLite: " + f"`{generators.SQLITE_SETTINGS.split('; ')[1]}`, WAL, in one file.",
        "- `hello`: a bare handler of the same framework with as many workers. `db`: the statements of the operation alone, "
        "prepared: pgbench with as many clients; on SQLite a loop in one thread. `alike`: a bare handler that reads the same "
        "body as JSON, if there is one, and answers as many bytes. `limit` = 1 / (1/hello + 1/db).",
    ]


def wrk_version() -> str:
    said = subprocess.run(["wrk", "--version"], capture_output=True, text=True)
    return (said.stdout + said.stderr).splitlines()[0].split("Copyright")[0].strip()
