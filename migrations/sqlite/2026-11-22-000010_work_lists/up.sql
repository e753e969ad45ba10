-- The words of each case, by which it is found: what persistence/src/search/ makes of its subject and its description.
-- Apart from the case, which changes often while its words stay. The administration and the id of the case (32 digits)
-- are words too, so that the index leads to the entries of one administration and to that of one case.
CREATE VIRTUAL TABLE case_words USING fts5 (
    administration,
    case_id,
    words,
    stems,
    columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_-'"
);

-- By which analysis the words of an administration were made; the program makes them anew when its own is another.
CREATE TABLE case_words_made (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    analysis integer NOT NULL
);
