PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE agreements (
        key           TEXT PRIMARY KEY,
        sha256        TEXT NOT NULL UNIQUE,
        title         TEXT NOT NULL,
        publisher     TEXT,
        version       TEXT,              -- YYYY-MM-DD, as the agreement dates itself
        language      TEXT NOT NULL,
        source_name   TEXT NOT NULL,
        media_type    TEXT NOT NULL,
        added         TEXT NOT NULL,     -- ISO 8601, UTC
        provisions    INTEGER NOT NULL,
        words         INTEGER NOT NULL,
        has_summaries INTEGER NOT NULL
    ) STRICT;
INSERT INTO "agreements" VALUES('f0f1bd0b044b33fe','f0f1bd0b044b33fe8d1bf978660df5a98ac2aba6d2d72a14a6adf4dc67e2fbd4','Lantern Terms of Service','Lantern','2025-03-14','en','lantern.md','text/markdown','2026-11-22T05:08:32.830079+00:00',8,118,1);
INSERT INTO "agreements" VALUES('0f5d09d024ae7333','0f5d09d024ae73334fd62e4cef83c41f3f5067b00ec542e48812e9f1791968d4','Lantern Terms of Service','Lantern','2024-04-02','en','lantern-2023.md','text/markdown','2026-11-22T05:08:32.837938+00:00',8,118,1);
INSERT INTO "agreements" VALUES('92d6c542c995f4b3','92d6c542c995f4b33254a066ffe999b39bb8131d6b158af4e2ff1785a8106f47','Harbour Acceptable Use Policy',NULL,NULL,'en','harbour.md','text/markdown','2026-11-22T05:08:32.842354+00:00',2,18,0);
COMMIT;
