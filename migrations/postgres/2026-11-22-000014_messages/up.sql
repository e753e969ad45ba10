-- The outbox: who is told what, written with the event that it tells. Where a message goes and what it says is looked up
-- when it is sent: no address and no text is copied here.
CREATE TABLE messages (
    administration text NOT NULL REFERENCES administrations (administration),
    id uuid NOT NULL,
    event_id uuid NOT NULL,
    case_id uuid,
    charter text,
    audience text NOT NULL,
    office text,
    kind text NOT NULL,
    language text NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    last_error text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (administration, id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, charter) REFERENCES charters (administration, code)
);

-- What waits to be sent, first the earliest: of every administration at once, as the post reads it.
CREATE INDEX messages_waiting ON messages (next_attempt_at, id) WHERE state = 'pending';

-- Lists of staff: newest first, all or in one state.
CREATE INDEX messages_by_age ON messages (administration, created_at, id);
CREATE INDEX messages_by_state ON messages (administration, state, created_at, id);
