DROP TABLE case_words_made;
DROP TABLE case_words;
