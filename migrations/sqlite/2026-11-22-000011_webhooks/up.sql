-- Addresses to which events are posted. A subscription has been served up to its position in the feed, but for the deliveries
-- that stand in a table of their own: those that did not go through at first. A row is served by who holds its lease.
CREATE TABLE webhook_subscriptions (
    administration text NOT NULL REFERENCES administrations (administration),
    id blob NOT NULL,
    url text NOT NULL,
    kinds text NOT NULL,
    state text NOT NULL,
    paused_because text,
    secret blob NOT NULL,
    previous_secret blob,
    previous_until bigint,
    position bigint NOT NULL,
    failures integer NOT NULL,
    resume_at bigint NOT NULL,
    lease blob,
    leased_until bigint,
    last_delivered_at bigint,
    created_at bigint NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (administration, id)
);

CREATE TABLE webhook_deliveries (
    administration text NOT NULL,
    subscription blob NOT NULL,
    position bigint NOT NULL,
    id blob NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    first_attempt_at bigint NOT NULL,
    next_attempt_at bigint NOT NULL,
    reason text NOT NULL,
    status integer,
    PRIMARY KEY (administration, subscription, position),
    UNIQUE (administration, subscription, id),
    FOREIGN KEY (administration, subscription)
        REFERENCES webhook_subscriptions (administration, id) ON DELETE CASCADE
);

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (administration, subscription, state, next_attempt_at);
