-- Rows that hold a whole document leave the trees by which they are found: a tree WITHOUT ROWID keeps its rows in its inner
-- pages too, so that documents of some kilobytes left four keys to a page (https://www.sqlite.org/withoutrowid.html,
-- "When To Use WITHOUT ROWID"). New rows now come one behind the other, and a commit touches fewer pages.
CREATE TABLE record_rows (
  id      TEXT NOT NULL UNIQUE,
  noun    TEXT NOT NULL,
  title   TEXT REFERENCES record (id),
  company TEXT REFERENCES record (id),
  state   TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  due     TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  doc     TEXT NOT NULL CHECK (json_valid(doc))
) STRICT;
INSERT INTO record_rows (id, noun, title, company, state, version, due, created, updated, doc)
  SELECT id, noun, title, company, state, version, due, created, updated, doc FROM record ORDER BY created, id;
DROP TABLE record;
ALTER TABLE record_rows RENAME TO record;
CREATE INDEX record_in_title ON record (noun, title, state, id);
CREATE INDEX record_of_noun ON record (noun, id);
CREATE INDEX record_due ON record (due) WHERE due IS NOT NULL;
CREATE INDEX asset_content ON record (json_extract(doc, '$.sha256')) WHERE noun = 'asset';
CREATE INDEX rulebook_version ON record (json_extract(doc, '$.book'), json_extract(doc, '$.book_version')) WHERE noun = 'rulebook';

CREATE TABLE earlier_rows (
  id      TEXT NOT NULL REFERENCES record (id),
  version INTEGER NOT NULL,
  doc     TEXT NOT NULL,
  UNIQUE (id, version)
) STRICT;
INSERT INTO earlier_rows (id, version, doc) SELECT id, version, doc FROM earlier ORDER BY id, version;
DROP TABLE earlier;
ALTER TABLE earlier_rows RENAME TO earlier;

CREATE TABLE entry_rows (
  tree       TEXT NOT NULL REFERENCES tree (id),
  position   INTEGER NOT NULL CHECK (position >= 0),
  object     TEXT NOT NULL,
  act        TEXT NOT NULL,
  time       TEXT NOT NULL,
  record     TEXT,
  salt       BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  erased     TEXT CHECK (erased IS NULL OR json_valid(erased)),
  UNIQUE (tree, position),
  CHECK ((record IS NULL) = (salt IS NULL)),
  CHECK (record IS NOT NULL OR erased IS NOT NULL)
) STRICT;
INSERT INTO entry_rows (tree, position, object, act, time, record, salt, commitment, erased)
  SELECT tree, position, object, act, time, record, salt, commitment, erased FROM entry ORDER BY time, tree, position;
DROP TABLE entry;
ALTER TABLE entry_rows RENAME TO entry;
CREATE INDEX entry_of_object ON entry (object, tree, position);
