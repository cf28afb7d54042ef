-- Which field a heading was, the last time a table of this title and company came in.
CREATE TABLE import_mapping (
  title   TEXT NOT NULL,
  company TEXT NOT NULL,
  noun    TEXT NOT NULL,
  heading TEXT NOT NULL,
  field   TEXT NOT NULL,
  PRIMARY KEY (title, company, noun, heading)
) STRICT, WITHOUT ROWID;
