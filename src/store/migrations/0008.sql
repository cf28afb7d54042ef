-- What deliveries were judged by: scan reports as received (canonical JSON), and what each judgement found.
CREATE TABLE scan_report (
  sha256 TEXT NOT NULL PRIMARY KEY,
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;
CREATE TABLE judgement (
  delivery TEXT NOT NULL REFERENCES record (id),
  number   INTEGER NOT NULL CHECK (number >= 1),
  doc      TEXT NOT NULL CHECK (json_valid(doc)),
  PRIMARY KEY (delivery, number)
) STRICT;

-- Which deliveries hold a file of this content: those an asset registered later concerns.
CREATE TABLE delivered_file (
  sha256   TEXT NOT NULL,
  delivery TEXT NOT NULL REFERENCES record (id),
  PRIMARY KEY (sha256, delivery)
) STRICT, WITHOUT ROWID;
