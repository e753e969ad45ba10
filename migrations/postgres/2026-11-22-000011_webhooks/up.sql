-- Addresses to which events are posted. A subscription has been served up to its position in the feed, but for the deliveries
-- that stand in a table of their own: those that did not go through at first. A row is served by who holds its lease.
CREATE TABLE webhook_subscriptions (
    administration text NOT NULL REFERENCES administrations (administration),
    id uuid NOT NULL,
    url text NOT NULL,
    kinds jsonb NOT NULL,
    state text NOT NULL,
    paused_because text,
    secret bytea NOT NULL,
    previous_secret bytea,
    previous_until timestamptz,
    position bigint NOT NULL,
    failures integer NOT NULL,
    resume_at timestamptz NOT NULL,
    lease uuid,
    leased_until timestamptz,
    last_delivered_at timestamptz,
    created_at timestamptz NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (administration, id)
);

CREATE TABLE webhook_deliveries (
    administration text NOT NULL,
    subscription uuid NOT NULL,
    position bigint NOT NULL,
    id uuid NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    first_attempt_at timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    reason text NOT NULL,
    status integer,
    PRIMARY KEY (administration, subscription, position),
    UNIQUE (administration, subscription, id),
    FOREIGN KEY (administration, subscription)
        REFERENCES webhook_subscriptions (administration, id) ON DELETE CASCADE
);

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (administration, subscription, state, next_attempt_at);
