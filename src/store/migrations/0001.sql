-- Every noun of the register is a document with a version; what lists and checks ask for stands in columns.
CREATE TABLE record (
  id      TEXT NOT NULL PRIMARY KEY,
  noun    TEXT NOT NULL,
  title   TEXT REFERENCES record (id),
  company TEXT REFERENCES record (id),
  state   TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  due     TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  doc     TEXT NOT NULL CHECK (json_valid(doc))
) STRICT, WITHOUT ROWID;
CREATE INDEX record_in_title ON record (noun, title, state, id);
CREATE INDEX record_of_noun ON record (noun, id);
CREATE INDEX record_due ON record (due) WHERE due IS NOT NULL;

-- What a record looked like before its latest change.
CREATE TABLE earlier (
  id      TEXT NOT NULL REFERENCES record (id),
  version INTEGER NOT NULL,
  doc     TEXT NOT NULL CHECK (json_valid(doc)),
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- Who relies on whom: a use on its consents, an approval on its use.
CREATE TABLE link (
  source TEXT NOT NULL REFERENCES record (id),
  field  TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES record (id),
  PRIMARY KEY (source, field, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_to ON link (target, field);

-- The ledger: one tree for each title, and one ("installation") for all else.
CREATE TABLE tree (
  id       TEXT NOT NULL PRIMARY KEY,
  size     INTEGER NOT NULL CHECK (size >= 0),
  frontier BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  tree       TEXT NOT NULL REFERENCES tree (id),
  position   INTEGER NOT NULL CHECK (position >= 0),
  object     TEXT NOT NULL,
  act        TEXT NOT NULL,
  time       TEXT NOT NULL,
  record     TEXT,
  salt       BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  erased     TEXT CHECK (erased IS NULL OR json_valid(erased)),
  PRIMARY KEY (tree, position),
  CHECK ((record IS NULL) = (salt IS NULL)),
  CHECK (record IS NOT NULL OR erased IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_of_object ON entry (object, tree, position);
CREATE TABLE tile (
  tree   TEXT NOT NULL REFERENCES tree (id),
  level  INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hashes BLOB NOT NULL CHECK (length(hashes) % 32 = 0),
  PRIMARY KEY (tree, level, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
  tree TEXT NOT NULL REFERENCES tree (id),
  size INTEGER NOT NULL,
  time TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (tree, size)
) STRICT, WITHOUT ROWID;

-- What leaves the house: written with its change, sent afterwards, never lost.
CREATE TABLE outbox (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  channel  TEXT NOT NULL CHECK (channel IN ('event', 'mail', 'webhook')),
  topic    TEXT NOT NULL,
  title    TEXT,
  payload  TEXT NOT NULL CHECK (json_valid(payload)),
  created  TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next     TEXT,
  done     TEXT,
  failure  TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (channel, next) WHERE done IS NULL;

-- Sign-in. Secrets are kept as hashes only.
CREATE TABLE account (
  person   TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  email    TEXT NOT NULL UNIQUE,
  password TEXT,
  totp     BLOB,
  totp_step INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE credential (
  sha256  TEXT NOT NULL PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('session', 'personal', 'service', 'link', 'first')),
  person  TEXT REFERENCES record (id),
  name    TEXT NOT NULL,
  scope   TEXT NOT NULL CHECK (json_valid(scope)),
  created TEXT NOT NULL,
  expires TEXT NOT NULL,
  used    TEXT,
  revoked TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_of_person ON credential (person, kind);

-- Answers to requests that may come twice.
CREATE TABLE idempotency (
  person  TEXT NOT NULL,
  key     TEXT NOT NULL,
  request TEXT NOT NULL,
  status  INTEGER NOT NULL,
  answer  TEXT NOT NULL,
  created TEXT NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (created);
