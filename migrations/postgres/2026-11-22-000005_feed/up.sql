-- Everything that happens in an administration, in one order, for the systems that follow it. Entries are only ever added.
CREATE TABLE feeds (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    last_position bigint NOT NULL
);

CREATE TABLE feed (
    administration text NOT NULL,
    position bigint NOT NULL,
    id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    case_id uuid,
    charter text,
    office text,
    data jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (administration, position),
    UNIQUE (administration, id)
);

CREATE INDEX feed_by_kind ON feed (administration, kind, position);
CREATE INDEX feed_by_case ON feed (administration, case_id, position) WHERE case_id IS NOT NULL;
