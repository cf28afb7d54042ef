-- Contents of attachments, each once under the SHA-256 of its bytes as they are kept. One that arrives has no hash and nobody
-- sees it; one that leaves is taken away piece by piece.
CREATE TABLE content (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  state      TEXT NOT NULL CHECK (state IN ('arriving', 'kept', 'leaving')),
  sha256     TEXT,
  size_bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  created    TEXT NOT NULL,
  CHECK ((state = 'kept') = (sha256 IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX content_kept ON content (sha256) WHERE state = 'kept';
CREATE INDEX content_passing ON content (id) WHERE state <> 'kept';
CREATE TABLE content_chunk (
  content INTEGER NOT NULL REFERENCES content (id),
  number  INTEGER NOT NULL CHECK (number >= 0),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (content, number)
) STRICT;

-- Which content an attachment has.
CREATE TABLE attached (
  attachment TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  content    INTEGER NOT NULL REFERENCES content (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attached_content ON attached (content);

-- Sealed evidence: what it is, sealed to its holders as its content is, and who they are.
CREATE TABLE sealed_evidence (
  attachment TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  about      BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sealed_holder (
  attachment TEXT NOT NULL REFERENCES record (id),
  person     TEXT NOT NULL REFERENCES record (id),
  PRIMARY KEY (attachment, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_holder_person ON sealed_holder (person);

-- Keys of holders who chose a passphrase: the public half, and the secret half under the passphrase.
CREATE TABLE holder_key (
  person  TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  public  TEXT NOT NULL,
  secret  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
