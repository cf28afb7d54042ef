-- What others said of a checkpoint: witnesses that signed it too, and authorities that say when it was there.
CREATE TABLE cosignature (
  tree    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  witness TEXT NOT NULL,
  time    TEXT NOT NULL,
  line    TEXT NOT NULL,
  PRIMARY KEY (tree, size, witness),
  FOREIGN KEY (tree, size) REFERENCES checkpoint (tree, size)
) STRICT, WITHOUT ROWID;
CREATE TABLE time_stamp (
  tree      TEXT NOT NULL,
  size      INTEGER NOT NULL,
  authority TEXT NOT NULL,
  time      TEXT NOT NULL,
  nonce     INTEGER NOT NULL,
  response  BLOB NOT NULL,
  PRIMARY KEY (tree, size, authority),
  FOREIGN KEY (tree, size) REFERENCES checkpoint (tree, size)
) STRICT, WITHOUT ROWID;
