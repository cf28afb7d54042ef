-- Files on their way in. Their bytes lie in a folder beside the register, each under its id; `received` of them are on
-- disk for certain. A name is data: the path of the file in its delivery.
CREATE TABLE upload (
  id       TEXT NOT NULL PRIMARY KEY,
  person   TEXT NOT NULL REFERENCES record (id),
  title    TEXT NOT NULL REFERENCES record (id),
  name     TEXT NOT NULL,
  size     INTEGER NOT NULL CHECK (size >= 0),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
  sha256   TEXT,
  mark     TEXT,
  job      TEXT,
  created  TEXT NOT NULL,
  expires  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_of_person ON upload (person, id);
CREATE INDEX upload_of_job ON upload (job) WHERE job IS NOT NULL;

-- Work that takes long, for somebody: what is asked, and what came of it.
CREATE TABLE job (
  id       TEXT NOT NULL PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('scan')),
  person   TEXT NOT NULL REFERENCES record (id),
  scope    TEXT NOT NULL CHECK (json_valid(scope)),
  title    TEXT NOT NULL REFERENCES record (id),
  state    TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  request  TEXT NOT NULL CHECK (json_valid(request)),
  key      TEXT,
  result   TEXT,
  problem  TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  created  TEXT NOT NULL,
  started  TEXT,
  ended    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX job_of_person ON job (person, id);
CREATE UNIQUE INDEX job_key ON job (person, key) WHERE key IS NOT NULL;
CREATE INDEX job_waiting ON job (id) WHERE state IN ('waiting', 'running');

-- What is kept to look at of a file of a delivery: a small picture, and for some days its content, which lies in the
-- folder of uploads under `content`.
CREATE TABLE delivery_file (
  delivery   TEXT NOT NULL REFERENCES record (id),
  number     INTEGER NOT NULL CHECK (number >= 0),
  picture    BLOB,
  content    TEXT,
  media_type TEXT,
  until      TEXT,
  PRIMARY KEY (delivery, number),
  CHECK ((content IS NULL) = (media_type IS NULL)),
  CHECK ((content IS NULL) = (until IS NULL))
) STRICT;
CREATE INDEX delivery_file_until ON delivery_file (until) WHERE until IS NOT NULL;
