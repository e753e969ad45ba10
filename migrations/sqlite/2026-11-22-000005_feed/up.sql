-- Everything that happens in an administration, in one order, for the systems that follow it. Entries are only ever added.
CREATE TABLE feeds (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    last_position bigint NOT NULL
);

CREATE TABLE feed (
    administration text NOT NULL,
    position bigint NOT NULL,
    id blob NOT NULL,
    kind text NOT NULL,
    case_id blob,
    charter text,
    office text,
    data text NOT NULL,
    occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    PRIMARY KEY (administration, position),
    UNIQUE (administration, id)
);

CREATE INDEX feed_by_kind ON feed (administration, kind, position);
CREATE INDEX feed_by_case ON feed (administration, case_id, position) WHERE case_id IS NOT NULL;
