-- The words of each case, by which it is found: what persistence/src/search/ makes of its subject and its description.
-- Apart from the case, which changes often while its words stay. Every entry holds its administration as a word too, so
-- that the index leads to the entries of one administration.
CREATE TABLE case_words (
    administration text NOT NULL,
    case_id uuid NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (administration, case_id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

CREATE INDEX case_words_by_word ON case_words USING gin (words);

-- By which analysis the words of an administration were made; the program makes them anew when its own is another.
CREATE TABLE case_words_made (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    analysis integer NOT NULL
);
