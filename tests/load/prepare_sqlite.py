"""Data on SQLite: a file that is made once and copied for whoever changes it."""

import sqlite3

import bulk
import layout
from bulk import SQLITE

SETTINGS = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1500000;
PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE;
"""

WORDS = """
INSERT INTO case_words (administration, case_id, words, stems)
SELECT p.administration, lower(hex(p.id)), w.words, w.stems
FROM load_plan p CROSS JOIN load_case_words w ON w.case_id = lower(hex(p.template))
"""


def fill(path, size: str, parts, told) -> None:
    """Copies the templates of a file until it has its size."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(SETTINGS)
    told("planning")
    plan(database, layout.rounds(size))
    for table in parts:
        key = "id" if table == "cases" else "case_id"
        database.execute(f"CREATE TABLE load_{table} AS SELECT * FROM {table} WHERE administration NOT LIKE 'load-%'")
        database.execute(f"CREATE INDEX load_{table}_key ON load_{table} ({key})")
    for table in parts:
        told(table)
        one(database, table)
    told("registers")
    database.execute(bulk.REGISTERS)
    database.executescript(SQLITE.heads())
    for table in (*parts, "plan"):
        database.execute(f"DROP TABLE load_{table}")
    told("statistics")
    database.execute("ANALYZE")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def plan(database, rounds: int) -> None:
    """Which case is a copy of which template, in the order of arrival."""
    database.execute("CREATE TABLE load_plan (administration text, example text, template blob, id blob, later bigint)")
    templates = {}
    for example, template in database.execute(
            "SELECT administration, id FROM cases ORDER BY administration, received_at, id").fetchall():
        templates.setdefault(example, []).append(template)
    slots = bulk.plan_slots()

    def rows():
        for r in range(rounds):
            for slot, code, number, nth, share, example in slots:
                place = r * share + nth
                of = templates[example]
                yield (code, example, of[place * len(of) // (rounds * share)],
                       bytes.fromhex(f"01980000000070008{number}{100_000_000_001 + place}"), bulk.later(r, slot))

    database.execute("BEGIN")
    database.executemany("INSERT INTO load_plan VALUES (?, ?, ?, ?, ?)", rows())
    database.execute("COMMIT")


def one(database, table: str) -> None:
    """Fills a table without its indexes, and makes them anew."""
    indexes = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)).fetchall()
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    if table == "case_words":
        filling = WORDS
    elif table == "protocol_entries":
        filling = bulk.entries(columns, SQLITE)
    else:
        filling = bulk.copies(table, columns, SQLITE)
    database.execute("BEGIN")
    database.execute(filling)
    database.execute("COMMIT")
    for _, sql in indexes:
        database.execute(sql)
