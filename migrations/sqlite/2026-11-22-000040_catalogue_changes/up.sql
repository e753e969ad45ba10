-- How often what an administration publishes has changed: a copy kept in memory holds for as long as this number stays.
CREATE TABLE catalogue_changes (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    changes bigint NOT NULL
);
INSERT INTO catalogue_changes (administration, changes) SELECT administration, 1 FROM administrations;
