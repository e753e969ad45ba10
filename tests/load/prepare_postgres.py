"""Data on PostgreSQL: a database `cartaviva_SIZE` that is made once and copied for whoever changes it."""

import bulk
import layout
from bulk import POSTGRES

PLAN = """
CREATE UNLOGGED TABLE load_slots (slot integer, administration text, number integer, nth integer, share integer, example text);
INSERT INTO load_slots VALUES {slots};
CREATE UNLOGGED TABLE load_places AS
    SELECT administration AS example, id AS template,
        row_number() OVER (PARTITION BY administration ORDER BY received_at, id) - 1 AS place,
        count(*) OVER (PARTITION BY administration) AS places
    FROM cases WHERE administration NOT LIKE 'load-%';
CREATE UNLOGGED TABLE load_plan AS
    SELECT s.administration, s.example, t.template,
        ('01980000-0000-7000-8' || s.number || '-' || 100000000001 + r::bigint * s.share + s.nth)::uuid AS id,
        make_interval(secs => (((r::bigint * {round} + s.slot) * 7919000003) % 3600000000) / 1000000.0) AS later
    FROM generate_series(0, {rounds} - 1) r CROSS JOIN load_slots s
    JOIN load_places t ON t.example = s.example AND t.place = (r::bigint * s.share + s.nth) * t.places / ({rounds}::bigint * s.share)
    ORDER BY r, s.slot;
ANALYZE load_plan;
"""

# An entry of the words names its administration, so that they are made for each template and administration once.
WORDS = """
CREATE UNLOGGED TABLE load_words AS
    SELECT s.administration, w.case_id AS template,
        ts_delete(w.words, '@' || w.administration) || array_to_tsvector(ARRAY['@' || s.administration]) AS words
    FROM (SELECT DISTINCT administration, example FROM load_slots) s JOIN case_words w ON w.administration = s.example;
CREATE INDEX ON load_words (administration, template);
ANALYZE load_words;
INSERT INTO case_words (administration, case_id, words)
    SELECT p.administration, p.id, w.words FROM load_plan p JOIN load_words w USING (administration, template);
DROP TABLE load_words;
"""

INDEXES = """
SELECT format('DROP INDEX %I', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
FROM pg_index i WHERE i.indrelid = '{table}'::regclass
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
UNION ALL
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint c WHERE c.conrelid = '{table}'::regclass AND c.contype = 'u'
    AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)
"""


def fill(cluster, database: str, size: str, parts, told) -> None:
    """Copies the templates of a database until it has its size."""
    rounds = layout.rounds(size)
    slots = ", ".join(f"({s}, '{code}', {number}, {nth}, {share}, '{example}')"
                      for s, code, number, nth, share, example in bulk.plan_slots())
    told("planning")
    cluster.sql(PLAN.format(slots=slots, round=layout.ROUND, rounds=rounds), database)
    for table in parts:
        cluster.sql(f"CREATE UNLOGGED TABLE load_{table} AS SELECT * FROM {table} WHERE administration NOT LIKE 'load-%'",
                    database)
    for table in parts:
        told(table)
        one(cluster, database, table)
    told("registers")
    cluster.sql("SET session_replication_role = replica;" + bulk.REGISTERS + ";" + POSTGRES.heads() + "".join(
        f"DROP TABLE load_{table};" for table in (*parts, "slots", "places", "plan")), database)
    told("statistics")
    cluster.sql("VACUUM (ANALYZE);", database)


def one(cluster, database: str, table: str) -> None:
    """Fills a table without its indexes, and makes them anew."""
    lines = cluster.sql(INDEXES.format(table=table), database).splitlines()
    indexes = [line.split("|", 1) for line in lines if line]
    columns = cluster.sql(
        f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position",
        database).split()
    if table == "case_words":
        filling = WORDS
    elif table == "protocol_entries":
        filling = bulk.entries(columns, POSTGRES) + ";"
    else:
        filling = bulk.copies(table, columns, POSTGRES) + ";"
    drop = "".join(f"{drop};\n" for drop, _ in indexes)
    make = "".join(f"{make};\n" for _, make in indexes)
    cluster.sql(f"SET session_replication_role = replica; SET work_mem = '256MB'; SET synchronous_commit = off;\n"
                f"{drop}{filling}\n{make}", database)
