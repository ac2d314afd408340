// The step that brought named queues, order and counts. Frozen: it says what it said when it shipped.
//
//   transfers ──triggers──> standings (one row a batch: its place, and its transfers counted by state)
//                               │ ──triggers──> queue_figures (the same for each named queue and account)
//                               └─triggers──> lines (batches that have something queued, in the order of their turn)
//
// Counted where a row changes, in the same transaction, so that nobody has to count the list and nothing can disagree.
// A lane is what sets a transfer apart from its batch's level: its own priority (-1, 0, 1), or a place ahead of all
// priorities (2 and up); -9 where it goes with its batch.

const states = [
  ...['queued', 'resolving', 'downloading', 'finishing', 'waiting', 'held', 'paused'],
  ...['completed', 'failed', 'canceled'],
]
const openStates = states.slice(0, 7)

/** One assignment for each counted column, as `column = column + <added>`. */
const sums = (columns: readonly string[], added: (column: string) => string) =>
  columns.map((column) => `${column} = ${column} + ${added(column)}`).join(', ')

const openSum = (row: string) => openStates.map((state) => `${row}${state}`).join(' + ')
/** 0 something is still to come, 1 over with a failure, 2 over. */
const phaseOf = (row: string) => `CASE
    WHEN ${row}walk IN ('walking', 'waiting', 'held') OR ${openSum(row)} > 0 THEN 0
    WHEN ${row}walk = 'failed' OR ${row}failed > 0 THEN 1 ELSE 2 END`

/** What one transfer adds to a counted column. */
function shareOf(row: 'NEW' | 'OLD', column: string): string {
  const isOver = `${row}.state IN ('completed', 'failed', 'canceled')`
  switch (column) {
    case 'bytes_total':
      return `iif(${row}.state = 'canceled', 0, ${row}.size)`
    case 'bytes_done':
      return `iif(${row}.state = 'canceled', 0, ${row}.bytes_done)`
    case 'bytes_left':
      return `iif(${isOver}, 0, ${row}.size - ${row}.bytes_done)`
    default:
      return `(${row}.state = '${column}')`
  }
}

const counted = [...states, 'bytes_total', 'bytes_done', 'bytes_left']
const countedColumns = counted.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(', ')
const phases = ['open_batches', 'failed_batches', 'over_batches']
const phaseShare = (row: 'NEW' | 'OLD', column: string) => `(${row}.phase = ${phases.indexOf(column)})`
const batchShare = (row: 'NEW' | 'OLD', column: string) =>
  phases.includes(column) ? phaseShare(row, column) : `${row}.${column}`
const figures = [...counted, ...phases]

const levelIn = (lane: string) => `iif(${lane} = -9, level, max(${lane}, coalesce(urgent, -9)))`
const leaveLine = `
    UPDATE lines SET queued = queued - 1 WHERE batch_id = OLD.batch_id AND lane = OLD.lane;
    DELETE FROM lines WHERE batch_id = OLD.batch_id AND lane = OLD.lane AND queued = 0;`
const joinLine = `
    INSERT INTO lines (batch_id, lane, queue_id, account_id, later, level, rank, queued)
      SELECT batch_id, NEW.lane, queue_id, account_id, start_at IS NOT NULL, ${levelIn('NEW.lane')}, rank, 1
      FROM standings WHERE batch_id = NEW.batch_id
      ON CONFLICT (batch_id, lane) DO UPDATE SET queued = queued + 1;`
const leaveHold = `
    UPDATE hold_figures SET transfers = transfers - 1 WHERE cause = json_extract(OLD.detail, '$.cause');
    DELETE FROM hold_figures WHERE cause = json_extract(OLD.detail, '$.cause') AND transfers = 0;`
const joinHold = `
    INSERT INTO hold_figures (cause, detail, transfers) VALUES (json_extract(NEW.detail, '$.cause'), NEW.detail, 1)
      ON CONFLICT (cause) DO UPDATE SET detail = excluded.detail, transfers = transfers + 1;`

const tables = `
  CREATE TABLE queues (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    concurrency INTEGER,
    speed_limit INTEGER NOT NULL DEFAULT 0,
    folder TEXT
  );
  CREATE TABLE queue_figures (
    queue_id TEXT NOT NULL REFERENCES queues(id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    ${countedColumns}, ${phases.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(', ')},
    PRIMARY KEY (queue_id, account_id)
  ) WITHOUT ROWID;
  CREATE TABLE standings (
    seq INTEGER PRIMARY KEY,
    batch_id TEXT NOT NULL UNIQUE REFERENCES batches(id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    queue_id TEXT NOT NULL REFERENCES queues(id),
    priority INTEGER NOT NULL DEFAULT 0,
    urgent INTEGER,
    level INTEGER NOT NULL DEFAULT 0,
    rank REAL NOT NULL,
    start_at INTEGER,
    walk TEXT NOT NULL,
    phase INTEGER NOT NULL,
    ${countedColumns}
  );
  CREATE TABLE lines (
    batch_id TEXT NOT NULL,
    lane INTEGER NOT NULL,
    queue_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    later INTEGER NOT NULL,
    level INTEGER NOT NULL,
    rank REAL NOT NULL,
    queued INTEGER NOT NULL,
    PRIMARY KEY (batch_id, lane)
  ) WITHOUT ROWID;
  CREATE TABLE hold_figures (
    cause TEXT PRIMARY KEY,
    detail TEXT NOT NULL,
    transfers INTEGER NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO queues (id, name) VALUES ('default', 'Default');

  ALTER TABLE transfers ADD COLUMN priority INTEGER;
  ALTER TABLE transfers ADD COLUMN urgent INTEGER;
  ALTER TABLE transfers ADD COLUMN rank REAL NOT NULL DEFAULT 0;
  ALTER TABLE transfers ADD COLUMN folded TEXT NOT NULL DEFAULT '';
  ALTER TABLE transfers ADD COLUMN lane INTEGER AS (coalesce(urgent, priority, -9));
  ALTER TABLE transfers ADD COLUMN phase INTEGER NOT NULL DEFAULT 0;
`

const contents = `
  UPDATE transfers SET rank = seq,
    phase = CASE state WHEN 'failed' THEN 1 WHEN 'completed' THEN 2 WHEN 'canceled' THEN 3 ELSE 0 END;
  INSERT INTO standings (seq, batch_id, account_id, queue_id, rank, walk, phase, ${counted.join(', ')})
    SELECT b.seq, b.id, b.account_id, 'default', b.seq, json_extract(b.walk, '$.kind'), 0,
      ${counted.map((column) => `coalesce(sum(${shareOf('NEW', column).replaceAll('NEW.', 't.')}), 0)`).join(', ')}
    FROM batches b LEFT JOIN transfers t ON t.batch_id = b.id GROUP BY b.seq;
  UPDATE standings SET phase = ${phaseOf('')};
  INSERT INTO lines (batch_id, lane, queue_id, account_id, later, level, rank, queued)
    SELECT batch_id, -9, queue_id, account_id, 0, 0, rank, queued FROM standings WHERE queued > 0;
  INSERT INTO queue_figures (queue_id, account_id, ${figures.join(', ')})
    SELECT queue_id, account_id,
      ${figures.map((column) => `sum(${batchShare('NEW', column).replaceAll('NEW.', '')})`).join(', ')}
    FROM standings GROUP BY queue_id, account_id;
  INSERT INTO hold_figures (cause, detail, transfers)
    SELECT json_extract(detail, '$.cause'), max(detail), count(*) FROM transfers WHERE state = 'held' GROUP BY 1;
`

const indexes = `
  DROP INDEX transfers_by_batch;
  CREATE INDEX transfers_in_line ON transfers (batch_id, lane, rank) WHERE state = 'queued';
  CREATE INDEX transfers_in_order ON transfers (batch_id, rank);
  CREATE INDEX transfers_in_phase ON transfers (batch_id, phase, rank);
  CREATE INDEX transfers_history ON transfers (changed_at, phase, account_id, folded) WHERE phase > 0;
  CREATE INDEX transfers_urgent ON transfers (urgent) WHERE urgent IS NOT NULL;
  CREATE INDEX transfers_dropped ON transfers (seq) WHERE state = 'canceled' AND part_name IS NOT NULL;
  CREATE INDEX batches_by_wish ON batches (account_id, target_root, substr(roots, 1, 200));
  CREATE INDEX standings_open ON standings (phase, level DESC, rank, queue_id, account_id);
  CREATE INDEX standings_ended ON standings (seq, phase, queue_id, account_id) WHERE phase > 0;
  CREATE INDEX standings_phase ON standings (phase, seq, queue_id, account_id);
  CREATE INDEX standings_urgent ON standings (urgent) WHERE urgent IS NOT NULL;
  CREATE INDEX standings_rank ON standings (rank);
  CREATE INDEX standings_walk ON standings (walk) WHERE walk <> 'done';
  CREATE INDEX standings_later ON standings (start_at) WHERE start_at IS NOT NULL;
  CREATE INDEX lines_in_order ON lines (queue_id, account_id, later, level DESC, rank, lane DESC);
`

const triggers = `
  CREATE TRIGGER transfer_added AFTER INSERT ON transfers BEGIN
    UPDATE standings SET ${sums(counted, (column) => shareOf('NEW', column))} WHERE batch_id = NEW.batch_id;
  END;
  CREATE TRIGGER transfer_changed AFTER UPDATE OF state, size, bytes_done ON transfers
  WHEN OLD.state <> NEW.state OR OLD.size <> NEW.size OR OLD.bytes_done <> NEW.bytes_done BEGIN
    UPDATE standings SET ${sums(counted, (column) => `${shareOf('NEW', column)} - ${shareOf('OLD', column)}`)}
      WHERE batch_id = NEW.batch_id;
  END;
  CREATE TRIGGER transfer_removed AFTER DELETE ON transfers BEGIN
    UPDATE standings SET ${sums(counted, (column) => `-${shareOf('OLD', column)}`)} WHERE batch_id = OLD.batch_id;
  END;

  CREATE TRIGGER line_joined AFTER INSERT ON transfers WHEN NEW.state = 'queued' BEGIN ${joinLine}
  END;
  CREATE TRIGGER line_left AFTER UPDATE OF state, priority, urgent ON transfers
  WHEN OLD.state = 'queued' AND (NEW.state <> 'queued' OR OLD.lane <> NEW.lane) BEGIN ${leaveLine}
  END;
  CREATE TRIGGER line_entered AFTER UPDATE OF state, priority, urgent ON transfers
  WHEN NEW.state = 'queued' AND (OLD.state <> 'queued' OR OLD.lane <> NEW.lane) BEGIN ${joinLine}
  END;
  CREATE TRIGGER line_dropped AFTER DELETE ON transfers WHEN OLD.state = 'queued' BEGIN ${leaveLine}
  END;

  CREATE TRIGGER hold_joined AFTER INSERT ON transfers WHEN NEW.state = 'held' BEGIN ${joinHold}
  END;
  CREATE TRIGGER hold_left AFTER UPDATE OF state, detail ON transfers WHEN OLD.state = 'held' BEGIN ${leaveHold}
  END;
  CREATE TRIGGER hold_entered AFTER UPDATE OF state, detail ON transfers WHEN NEW.state = 'held' BEGIN ${joinHold}
  END;
  CREATE TRIGGER hold_dropped AFTER DELETE ON transfers WHEN OLD.state = 'held' BEGIN ${leaveHold}
  END;

  CREATE TRIGGER batch_added AFTER INSERT ON batches BEGIN
    INSERT INTO standings (seq, batch_id, account_id, queue_id, rank, walk, phase)
      SELECT NEW.seq, NEW.id, NEW.account_id, 'default', coalesce((SELECT max(rank) FROM standings), 0) + 1, walk,
        CASE WHEN walk IN ('walking', 'waiting', 'held') THEN 0 WHEN walk = 'failed' THEN 1 ELSE 2 END
      FROM (SELECT json_extract(NEW.walk, '$.kind') AS walk);
  END;
  CREATE TRIGGER batch_removed BEFORE DELETE ON batches BEGIN
    DELETE FROM lines WHERE batch_id = OLD.id;
    DELETE FROM standings WHERE batch_id = OLD.id;
  END;
  CREATE TRIGGER walk_saved AFTER UPDATE OF walk ON batches BEGIN
    UPDATE standings SET walk = json_extract(NEW.walk, '$.kind') WHERE batch_id = NEW.id;
  END;

  CREATE TRIGGER standing_added AFTER INSERT ON standings BEGIN
    INSERT INTO queue_figures (queue_id, account_id) VALUES (NEW.queue_id, NEW.account_id)
      ON CONFLICT (queue_id, account_id) DO NOTHING;
    UPDATE queue_figures SET ${sums(figures, (column) => batchShare('NEW', column))} WHERE queue_id = NEW.queue_id AND account_id = NEW.account_id;
  END;
  CREATE TRIGGER standing_counted AFTER UPDATE OF phase, ${counted.join(', ')} ON standings BEGIN
    UPDATE queue_figures
      SET ${sums(figures, (column) => `${batchShare('NEW', column)} - ${batchShare('OLD', column)}`)}
      WHERE queue_id = NEW.queue_id AND account_id = NEW.account_id;
  END;
  CREATE TRIGGER standing_turned AFTER UPDATE OF walk, ${states.join(', ')} ON standings
  WHEN NEW.phase <> ${phaseOf('NEW.')} BEGIN
    UPDATE standings SET phase = ${phaseOf('')} WHERE seq = NEW.seq;
  END;
  CREATE TRIGGER standing_moved AFTER UPDATE OF queue_id ON standings WHEN OLD.queue_id <> NEW.queue_id BEGIN
    INSERT INTO queue_figures (queue_id, account_id) VALUES (NEW.queue_id, NEW.account_id)
      ON CONFLICT (queue_id, account_id) DO NOTHING;
    UPDATE queue_figures SET ${sums(figures, (column) => `-${batchShare('OLD', column)}`)}
      WHERE queue_id = OLD.queue_id AND account_id = OLD.account_id;
    UPDATE queue_figures SET ${sums(figures, (column) => batchShare('NEW', column))} WHERE queue_id = NEW.queue_id AND account_id = NEW.account_id;
  END;
  CREATE TRIGGER standing_placed AFTER UPDATE OF queue_id, level, rank, start_at ON standings BEGIN
    UPDATE lines SET queue_id = NEW.queue_id, later = NEW.start_at IS NOT NULL, rank = NEW.rank,
      level = iif(lane = -9, NEW.level, max(lane, coalesce(NEW.urgent, -9)))
      WHERE batch_id = NEW.batch_id;
  END;
  CREATE TRIGGER standing_removed AFTER DELETE ON standings BEGIN
    UPDATE queue_figures SET ${sums(figures, (column) => `-${batchShare('OLD', column)}`)}
      WHERE queue_id = OLD.queue_id AND account_id = OLD.account_id;
  END;
`

/** Existing rows first, then the triggers: nothing is counted twice. Names to search are folded by the caller. */
export const orderStep = tables + contents + indexes + triggers
