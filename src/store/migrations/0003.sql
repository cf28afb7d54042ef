-- Signed links: what is kept of them is a hash. Whom they are for and what they reach is the link's record.
CREATE TABLE signed_link (
  sha256 TEXT NOT NULL PRIMARY KEY,
  link   TEXT NOT NULL REFERENCES record (id)
) STRICT, WITHOUT ROWID;

-- Codes that were mailed and are good once; one at a time for each purpose.
CREATE TABLE code (
  purpose  TEXT NOT NULL PRIMARY KEY,
  sha256   TEXT NOT NULL,
  expires  TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
