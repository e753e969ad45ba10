-- What a case keeps of its submission beside the words: how its author was identified, the fields of the form, what was
-- missing. Cases of before have none.
ALTER TABLE cases ADD COLUMN details text;
