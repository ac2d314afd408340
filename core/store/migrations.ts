// The schema, one step after the other; a step that has shipped is never edited. `user_version` counts the steps.

import type { Sqlite } from './database.ts'
import { foldNames } from './history.ts'
import { orderStep } from './migration-order.ts'

type Step = string | ((db: Sqlite) => void)

const steps: readonly Step[] = [
  `
  CREATE TABLE batches (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    roots TEXT NOT NULL,
    target_root TEXT NOT NULL,
    conflict TEXT NOT NULL,
    archive INTEGER NOT NULL,
    label TEXT NOT NULL,
    walk TEXT NOT NULL,
    added_at INTEGER NOT NULL
  );
  CREATE TABLE transfers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    batch_id TEXT NOT NULL REFERENCES batches(id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    uri TEXT NOT NULL,
    file_id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    archive_of TEXT,
    folders TEXT NOT NULL,
    name TEXT NOT NULL,
    conflict TEXT NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    retry_at INTEGER,
    bytes_done INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    part_name TEXT,
    part_stamp TEXT,
    final_name TEXT,
    validator TEXT,
    UNIQUE (batch_id, uri, folders, name)
  );
  CREATE INDEX transfers_by_state ON transfers (state, seq);
  CREATE INDEX transfers_by_batch ON transfers (batch_id, state);
  CREATE INDEX transfers_by_retry ON transfers (retry_at) WHERE retry_at IS NOT NULL;
  CREATE TABLE pieces (
    transfer_id TEXT NOT NULL REFERENCES transfers(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (transfer_id, start)
  ) WITHOUT ROWID;
  CREATE TABLE landings (
    path TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    landed_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX landings_by_entity ON landings (account_id, entity_id);
  `,
  `
  ALTER TABLE landings ADD COLUMN uri TEXT;
  ALTER TABLE landings ADD COLUMN pieces TEXT;
  ALTER TABLE landings ADD COLUMN sha256 TEXT;
  ALTER TABLE batches ADD COLUMN after_action TEXT;
  CREATE INDEX batches_with_action ON batches (seq) WHERE after_action IS NOT NULL;
  `,
  `
  CREATE TABLE places (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    uri TEXT NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (account_id, kind, uri)
  );
  `,
  `
  CREATE TABLE sync_pairs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    pair TEXT NOT NULL,
    progress TEXT NOT NULL
  );
  CREATE TABLE sync_known (
    pair INTEGER NOT NULL REFERENCES sync_pairs(seq) ON DELETE CASCADE,
    id TEXT NOT NULL,
    parent TEXT NOT NULL,
    kind TEXT NOT NULL,
    remote_name TEXT NOT NULL,
    local_name TEXT NOT NULL,
    entity TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    local_size INTEGER NOT NULL,
    local_modified INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    proven INTEGER NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (pair, id)
  ) WITHOUT ROWID;
  CREATE INDEX sync_known_by_parent ON sync_known (pair, parent);
  CREATE INDEX sync_known_held ON sync_known (pair) WHERE held = 1;
  CREATE TABLE sync_activity (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    pair INTEGER NOT NULL REFERENCES sync_pairs(seq) ON DELETE CASCADE,
    activity TEXT NOT NULL
  );
  CREATE INDEX sync_activity_by_pair ON sync_activity (pair, seq);
  `,
  (db) => {
    db.exec(orderStep)
    foldNames(db)
  },
  `
  ALTER TABLE batches ADD COLUMN connections INTEGER;
  ALTER TABLE batches ADD COLUMN speed_limit INTEGER;
  ALTER TABLE transfers ADD COLUMN connections INTEGER;
  ALTER TABLE transfers ADD COLUMN speed_limit INTEGER;
  `,
  `
  CREATE TABLE sync_walk (
    pair INTEGER NOT NULL REFERENCES sync_pairs(seq) ON DELETE CASCADE,
    folder TEXT NOT NULL,
    uri TEXT NOT NULL,
    listed_at INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (pair, folder)
  );
  `,
  // `end:hash` of a part that is one piece.
  'ALTER TABLE transfers ADD COLUMN whole TEXT',
]

/** The database was written by a later version of the product: it is left alone. */
export class NewerSchemaError extends Error {
  constructor(found: number) {
    super(
      `the database has schema ${found}, this version knows ${steps.length}: install the newer version again`,
    )
    this.name = 'NewerSchemaError'
  }
}

/** Whether the database has just the schema that this version knows. */
export function isCurrent(db: Sqlite): boolean {
  return Number(db.pragma('user_version', { simple: true })) === steps.length
}

/** `upTo` steps, for tests of what came from an earlier version. */
export function migrate(db: Sqlite, upTo = steps.length): void {
  const found = Number(db.pragma('user_version', { simple: true }))
  if (found > steps.length) throw new NewerSchemaError(found)
  db.transaction(() => {
    for (const step of steps.slice(found, upTo)) {
      if (typeof step === 'string') db.exec(step)
      else step(db)
    }
    db.pragma(`user_version = ${upTo}`)
  })()
}
