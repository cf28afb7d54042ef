-- The small picture that whoever registered an asset sent with it. Its hash stands in the asset's document, and so in the ledger.
CREATE TABLE asset_picture (
  asset TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  jpeg  BLOB NOT NULL
) STRICT;
