-- A register that was made as the sample production. No row: people work in it.
CREATE TABLE sample (
  one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  made TEXT NOT NULL
) STRICT;

-- Links that let whoever has them in as one of its people, once each.
CREATE TABLE role_link (
  sha256  TEXT NOT NULL PRIMARY KEY,
  person  TEXT NOT NULL REFERENCES record (id),
  expires TEXT NOT NULL
) STRICT, WITHOUT ROWID;
