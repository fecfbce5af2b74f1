-- The journal of one pipeline. This SQLite has no STRICT tables yet (3.37), so CHECK does their work.
--
-- Blocks are stored in order of commit and found by an index: a commit then fills fresh pages one after the other.
-- Clustered by shard, the same commit would rewrite the tail page of every shard (see SqliteJournalSettings).
--
-- "previous" chains the blocks of a shard (and outbox): the sequence of the block before, 0 for the first. A block
-- that is missing between two others, or at the end, is seen without counting.
--
-- "crc" is a CRC-32C of a row's other columns; of blocks and page states only the length goes in, because the engine
-- checksums their contents. So no stored number is believed unread.

PRAGMA application_id = 1095789164; -- "APjl"

-- Raised by every transaction. Alone in its page, it tells what of the log was folded into the file (see LogGap).
CREATE TABLE transactions (
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer')
);

INSERT INTO transactions (number) VALUES (0);

CREATE TABLE named_values (
    name  TEXT NOT NULL PRIMARY KEY,
    crc   INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    value BLOB NOT NULL CHECK (typeof(value) = 'blob')
);

CREATE TABLE shards (
    shard             INTEGER PRIMARY KEY,
    epoch             INTEGER NOT NULL CHECK (typeof(epoch) = 'integer'),
    sequence          INTEGER NOT NULL CHECK (typeof(sequence) = 'integer'),
    trimmed           INTEGER NOT NULL CHECK (typeof(trimmed) = 'integer' AND trimmed <= sequence),
    last_events       INTEGER NOT NULL CHECK (typeof(last_events) = 'integer' AND last_events <= sequence),
    last_results      INTEGER NOT NULL CHECK (typeof(last_results) = 'integer' AND last_results <= sequence),
    last_dead_letters INTEGER NOT NULL CHECK (typeof(last_dead_letters) = 'integer' AND last_dead_letters <= sequence),
    pages             INTEGER NOT NULL CHECK (typeof(pages) = 'integer'),
    crc               INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    state             BLOB NOT NULL CHECK (typeof(state) = 'blob')
);

CREATE TABLE events (
    id       INTEGER PRIMARY KEY,
    shard    INTEGER NOT NULL CHECK (typeof(shard) = 'integer'),
    sequence INTEGER NOT NULL CHECK (typeof(sequence) = 'integer'),
    previous INTEGER NOT NULL CHECK (typeof(previous) = 'integer' AND previous < sequence),
    crc      INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    block    BLOB NOT NULL CHECK (typeof(block) = 'blob')
);

-- "previous" is in the index so that a shard's chain is verified without touching the blocks.
CREATE UNIQUE INDEX events_by_shard ON events (shard, sequence, previous);

CREATE TABLE outbox (
    id       INTEGER PRIMARY KEY,
    kind     INTEGER NOT NULL CHECK (typeof(kind) = 'integer'),
    shard    INTEGER NOT NULL CHECK (typeof(shard) = 'integer'),
    sequence INTEGER NOT NULL CHECK (typeof(sequence) = 'integer'),
    previous INTEGER NOT NULL CHECK (typeof(previous) = 'integer' AND previous < sequence),
    crc      INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    block    BLOB NOT NULL CHECK (typeof(block) = 'blob')
);

CREATE UNIQUE INDEX outbox_by_shard ON outbox (kind, shard, sequence, previous);

-- id = shard << 32 | page. Index entries and states are apart: opening a shard reads the first only.
CREATE TABLE pages (
    id       INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL CHECK (typeof(sequence) = 'integer'),
    crc      INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    entry    BLOB NOT NULL CHECK (typeof(entry) = 'blob')
);

CREATE TABLE page_states (
    id       INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL CHECK (typeof(sequence) = 'integer'),
    crc      INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    state    BLOB NOT NULL CHECK (typeof(state) = 'blob')
);

-- sequences: by shard the last delivered commit, 8 bytes each, little-endian.
CREATE TABLE sinks (
    kind      INTEGER PRIMARY KEY,
    crc       INTEGER NOT NULL CHECK (typeof(crc) = 'integer'),
    sequences BLOB NOT NULL CHECK (typeof(sequences) = 'blob'),
    state     BLOB NOT NULL CHECK (typeof(state) = 'blob')
);
