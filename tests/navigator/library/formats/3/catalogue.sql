PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE import_lines (
        import        INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
        place         INTEGER NOT NULL,
        source        TEXT NOT NULL,
        key           TEXT,
        status        TEXT NOT NULL,
        message       TEXT NOT NULL,
        title         TEXT,
        provisions    INTEGER NOT NULL,
        left_out      INTEGER NOT NULL,
        doubts        TEXT NOT NULL,     -- JSON: a list of words
        PRIMARY KEY (import, place)
    ) STRICT;
INSERT INTO "import_lines" VALUES(1,0,'lantern.md','f0f1bd0b044b33fe','added','fine','Lantern Terms of Service',8,0,'["a doubt"]');
INSERT INTO "import_lines" VALUES(1,1,'older.md','0f5d09d024ae7333','added','fine','Lantern Terms of Service',8,0,'["a doubt"]');
INSERT INTO "import_lines" VALUES(1,2,'harbour.md','92d6c542c995f4b3','added','fine','Harbour rules',2,0,'["a doubt"]');
CREATE TABLE imports (
        id            INTEGER PRIMARY KEY,
        began         TEXT NOT NULL,     -- ISO 8601, UTC
        ended         TEXT,              -- NULL while it runs, and for ever where it was cut off
        cancelled     INTEGER NOT NULL,
        total         INTEGER NOT NULL
    ) STRICT;
INSERT INTO "imports" VALUES(1,'2026-11-22T08:02:39.426848+00:00','2026-11-22T08:02:39.651716+00:00',0,3);
CREATE TABLE relations (
        key           TEXT NOT NULL REFERENCES versions ON DELETE CASCADE,
        place         INTEGER NOT NULL,
        kind          TEXT NOT NULL,
        named         TEXT NOT NULL,
        url           TEXT,
        provision     TEXT,
        PRIMARY KEY (key, place)
    ) STRICT;
CREATE TABLE sources (
        sha256        TEXT PRIMARY KEY,
        name          TEXT NOT NULL,     -- of the file, never its path
        media_type    TEXT NOT NULL,
        address       TEXT,              -- of the web page that it is
        retrieved     TEXT               -- ISO 8601, UTC
    , folder TEXT NOT NULL DEFAULT '', charset TEXT) STRICT;
INSERT INTO "sources" VALUES('f0f1bd0b044b33fe8d1bf978660df5a98ac2aba6d2d72a14a6adf4dc67e2fbd4','lantern.md','text/markdown',NULL,NULL,'Lantern',NULL);
INSERT INTO "sources" VALUES('0f5d09d024ae73334fd62e4cef83c41f3f5067b00ec542e48812e9f1791968d4','older.md','text/markdown',NULL,NULL,'Lantern',NULL);
INSERT INTO "sources" VALUES('92d6c542c995f4b33254a066ffe999b39bb8131d6b158af4e2ff1785a8106f47','harbour.md','text/markdown','https://harbour.example/policy','2026-01-02T03:04:00+00:00','','iso-8859-1');
CREATE TABLE versions (
        key           TEXT PRIMARY KEY,
        sha256        TEXT NOT NULL UNIQUE REFERENCES sources,
        title         TEXT NOT NULL,
        chosen        INTEGER NOT NULL,  -- 1 where the user gave the title
        publisher     TEXT,
        version       TEXT,              -- YYYY-MM-DD, as the agreement dates itself
        language      TEXT NOT NULL,
        added         TEXT NOT NULL,     -- ISO 8601, UTC
        provisions    INTEGER NOT NULL,
        words         INTEGER NOT NULL,
        has_summaries INTEGER NOT NULL
    , made_by TEXT) STRICT;
INSERT INTO "versions" VALUES('f0f1bd0b044b33fe','f0f1bd0b044b33fe8d1bf978660df5a98ac2aba6d2d72a14a6adf4dc67e2fbd4','Lantern Terms of Service',0,'Lantern','2025-03-14','en','2026-11-22T08:02:39.545584+00:00',8,118,1,'0123456789abcdef');
INSERT INTO "versions" VALUES('0f5d09d024ae7333','0f5d09d024ae73334fd62e4cef83c41f3f5067b00ec542e48812e9f1791968d4','Lantern Terms of Service',0,'Lantern','2024-04-02','en','2026-11-22T08:02:39.590452+00:00',8,118,1,'0123456789abcdef');
INSERT INTO "versions" VALUES('92d6c542c995f4b3','92d6c542c995f4b33254a066ffe999b39bb8131d6b158af4e2ff1785a8106f47','Harbour rules',1,NULL,NULL,'en','2026-11-22T08:02:39.596814+00:00',2,18,0,'0123456789abcdef');
COMMIT;
