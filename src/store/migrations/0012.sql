-- Rulebooks of the studio's own: each text under the hash of its canonical form, for ever; which version holds from when; what checks found.
CREATE TABLE rulebook_text (
  sha256 TEXT NOT NULL PRIMARY KEY,
  text   TEXT NOT NULL
) STRICT;
CREATE TABLE rulebook_published (
  book      TEXT NOT NULL,
  version   TEXT NOT NULL,
  first_day TEXT NOT NULL,
  published TEXT NOT NULL,
  sha256    TEXT NOT NULL REFERENCES rulebook_text (sha256),
  rulebook  TEXT NOT NULL REFERENCES record (id),
  PRIMARY KEY (book, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE rulebook_found (
  rulebook TEXT NOT NULL REFERENCES record (id),
  step     TEXT NOT NULL CHECK (step IN ('proofs', 'difference')),
  doc      TEXT NOT NULL CHECK (json_valid(doc)),
  PRIMARY KEY (rulebook, step)
) STRICT;
CREATE INDEX rulebook_version ON record (json_extract(doc, '$.book'), json_extract(doc, '$.book_version')) WHERE noun = 'rulebook';
