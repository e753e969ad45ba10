"""The bulk: every template many times over, in the database's own language, column by column.

A copy is the template's row with its own administration, id and tracking digest, at a moment up to an hour later. Columns
are read from the schema, so that one that is added later is copied too. Registers have no gaps, but their entries are not
chained: the hashes are random, only the last of each register is what the next entry is chained to.
"""

import time

from layout import ROUND, bodies, slots

# What is copied for each size: at ten million what no measured operation reads is left out, for the disk's sake.
EVERYTHING = ("cases", "deadlines", "reporters", "protocol_entries", "case_events", "case_words")
LEAST = ("cases", "deadlines", "reporters", "protocol_entries")

EXAMPLE_CODES = {"livorno": "c_e625", "lecce": "c_e506", "lucca-chamber-of-commerce": "cciaa_lu", "quarto": "c_h114",
                 "cutrofiano": "c_d237"}

# Instants that follow from the template's days and stay as they are.
FIXED = {"due_at", "next_due_at"}


class Dialect:
    """What the two databases say differently."""

    def __init__(self, random_id, random_digest, year, shifted, zeros):
        self.random_id, self.random_digest = random_id, random_digest
        self.year, self.shifted, self.zeros = year, shifted, zeros

    def heads(self) -> str:
        """The statements that begin this year's registers and the feeds."""
        return HEADS.format(year=time.gmtime().tm_year, zeros=self.zeros)


POSTGRES = Dialect(
    random_id="gen_random_uuid()",
    random_digest="sha256(convert_to(gen_random_uuid()::text, 'UTF8'))",
    year="extract(year FROM {at} AT TIME ZONE 'Europe/Rome')::integer",
    shifted="{at} + p.later",
    zeros="decode(repeat('00', 32), 'hex')",
)

SQLITE = Dialect(
    random_id="randomblob(16)",
    random_digest="randomblob(32)",
    year="CAST(strftime('%Y', {at} / 1000000 + 3600, 'unixepoch') AS integer)",
    shifted="{at} + p.later",
    zeros="zeroblob(32)",
)


def expressions(table: str, columns: list[str], dialect: Dialect) -> list[str]:
    """What each column of a copy is made of: `p` is its place in the plan, `x` the template's row."""
    special = {
        "administration": "p.administration",
        "case_id": "p.id",
        ("cases", "id"): "p.id",
        ("case_events", "id"): dialect.random_id,
        ("case_events", "recorded_at"): dialect.shifted.format(at="x.occurred_at"),
        ("cases", "tracking_digest"): dialect.random_digest,
        ("deadlines", "settles_at"): f"CASE WHEN x.settles_at = x.due_at THEN x.settles_at ELSE {dialect.shifted.format(at='x.settles_at')} END",
    }
    found = []
    for column in columns:
        chosen = special.get((table, column)) or special.get(column)
        if chosen is None and column.endswith("_at") and column not in FIXED:
            chosen = dialect.shifted.format(at=f"x.{column}")
        found.append(chosen or f"x.{column}")
    return found


def copies(table: str, columns: list[str], dialect: Dialect) -> str:
    """The statement that copies a table's rows; in the order of the plan, which is that of arrival."""
    key = "id" if table == "cases" else "case_id"
    return (f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(expressions(table, columns, dialect))} "
            f"FROM load_plan p CROSS JOIN load_{table} x WHERE x.administration = p.example AND x.{key} = p.template")


def entries(columns: list[str], dialect: Dialect) -> str:
    """The statement that copies entries of the protocol: numbered by their moment, without gaps."""
    special = {
        "year": "year", "registered_at": "at", "case_id": "id", "administration": "administration",
        "number": "row_number() OVER (PARTITION BY administration, year ORDER BY at, id, direction)",
        "digest": dialect.random_digest, "previous": dialect.random_digest, "hash": dialect.random_digest,
    }
    kept = [column for column in columns if column not in special]
    moment = dialect.shifted.format(
        at="(CASE WHEN x.direction = 'outgoing' THEN coalesce(c.decided_at, c.registered_at) ELSE c.registered_at END)")
    return (f"INSERT INTO protocol_entries ({', '.join(columns)}) "
            f"SELECT {', '.join(special.get(column, column) for column in columns)} FROM ("
            f"SELECT moments.*, {dialect.year.format(at='at')} AS year FROM ("
            f"SELECT p.administration, p.id, {moment} AS at, {', '.join('x.' + column for column in kept)} "
            "FROM load_plan p CROSS JOIN load_protocol_entries x "
            "JOIN load_cases c ON c.administration = x.administration AND c.id = x.case_id "
            "WHERE x.administration = p.example AND x.case_id = p.template) moments) years "
            "ORDER BY at")


REGISTERS = """
INSERT INTO registers (administration, year, last_number, last_hash, last_at)
SELECT e.administration, e.year, e.number, e.hash, e.registered_at FROM protocol_entries e
JOIN (SELECT administration, year, max(number) AS number FROM protocol_entries
      WHERE administration LIKE 'load-%' GROUP BY administration, year) last
ON e.administration = last.administration AND e.year = last.year AND e.number = last.number
"""

# What the first document of a year and the first event of an administration would begin.
HEADS = """
INSERT INTO registers (administration, year, last_number, last_hash)
SELECT administration, {year}, 0, {zeros} FROM administrations WHERE administration LIKE 'load-%'
ON CONFLICT DO NOTHING;
INSERT INTO feeds (administration, last_position)
SELECT administration, 0 FROM administrations WHERE administration LIKE 'load-%'
ON CONFLICT DO NOTHING;
"""


def plan_slots() -> list[tuple]:
    """Rows of the round: slot, administration, number, how-manieth, share, code of the example."""
    known = {body.number: body for body in bodies()}
    return [(slot, known[number].code, number, nth, known[number].share, EXAMPLE_CODES[known[number].example])
            for slot, (number, nth) in enumerate(slots())]


def later(round_number: int, slot: int) -> int:
    """How many microseconds after its template a case arrives: within an hour."""
    return (round_number * ROUND + slot) * 7_919_000_003 % 3_600_000_000
