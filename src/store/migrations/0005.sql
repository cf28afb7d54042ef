-- What is asked of every file that is registered: is its content known already?
CREATE INDEX asset_content ON record (json_extract(doc, '$.sha256')) WHERE noun = 'asset';
