// Resume points in the database: columns of the transfer, and a row for every piece. A small file's one piece is a column
// too: a row that is made and removed a moment later costs more than the rest of it.

import type { Piece, ResumePoints } from '../ports/resume-points.ts'
import type { Sqlite } from './database.ts'
import type { WriteGroup } from './write-group.ts'

interface PointRecord {
  readonly part_name: string | null
  readonly part_stamp: string | null
  readonly final_name: string | null
  readonly validator: string | null
  /** `end:hash` of the one piece that is the whole file; then it counts, whatever rows there are. */
  readonly whole: string | null
}

export interface ResumePointHooks {
  readonly group: WriteGroup
  /** The number of a transfer's recorded bytes is another one now. */
  readonly onBytes: (id: string, bytesDone: number) => void
}

export function createResumePoints(db: Sqlite, { group, onBytes }: ResumePointHooks): ResumePoints {
  const read = db.prepare(
    'SELECT part_name, part_stamp, final_name, validator, whole FROM transfers WHERE id = ?',
  )
  const readPieces = db.prepare('SELECT start, end, hash FROM pieces WHERE transfer_id = ? ORDER BY start')
  const upsert = db.prepare(`INSERT INTO pieces (transfer_id, start, end, hash) VALUES (?, ?, ?, ?)
    ON CONFLICT (transfer_id, start) DO UPDATE SET end = excluded.end, hash = excluded.hash
      WHERE excluded.end > pieces.end`)
  const saveBytes = db.prepare('UPDATE transfers SET bytes_done = ? WHERE id = ?')
  const clear = db.prepare('DELETE FROM pieces WHERE transfer_id = ?')
  const set = (column: 'part_name' | 'part_stamp' | 'final_name' | 'validator' | 'whole') => {
    const statement = db.prepare(`UPDATE transfers SET ${column} = ? WHERE id = ?`)
    return (id: string, value: string | null) => void group.join(() => statement.run(value, id))
  }
  const setPart = set('part_name')
  const setStamp = set('part_stamp')
  const setFinal = set('final_name')
  const setValidator = set('validator')
  const forgetColumns = db.prepare(
    `UPDATE transfers SET part_name = NULL, part_stamp = NULL, final_name = NULL, validator = NULL, whole = NULL
       WHERE id = ?`,
  )
  const setForeseen = db.prepare('UPDATE transfers SET part_name = ?, final_name = ?, whole = ? WHERE id = ?')
  const setWhole = set('whole')
  const forget = (id: string) => {
    group.soon(() => {
      clear.run(id)
      forgetColumns.run(id)
    })
  }
  const note = (id: string, pieces: readonly Piece[]) => {
    for (const { start, end, hash } of pieces) upsert.run(id, start, end, hash)
  }
  const save = (id: string, pieces: readonly Piece[], bytesDone: number) => {
    note(id, pieces)
    saveBytes.run(bytesDone, id)
    onBytes(id, bytesDone)
  }
  const sum = (pieces: readonly Piece[]) => pieces.reduce((total, { start, end }) => total + end - start, 0)

  return {
    read: (id) => {
      const row = read.get(id) as PointRecord | undefined
      if (row === undefined || row.part_name === null) return undefined
      return {
        partName: row.part_name,
        ...(row.part_stamp === null ? {} : { stamp: row.part_stamp }),
        ...(row.final_name === null ? {} : { finalName: row.final_name }),
        ...(row.validator === null ? {} : { validator: row.validator }),
        pieces: row.whole === null ? (readPieces.all(id) as Piece[]) : [parseWhole(row.whole)],
      }
    },
    begin: setPart,
    foresee: (id, { partName, finalName, piece }) => {
      const whole = piece === undefined ? null : `${piece.end}:${piece.hash}`
      group.join(() => setForeseen.run(partName, finalName, whole, id), 'soon')
    },
    // Each of them stands for itself: no savepoint is needed, and this is called for every megabyte.
    note: (id, pieces) => group.join(() => note(id, pieces)),
    record: (id, pieces, bytesDone) => group.soon(() => save(id, pieces, bytesDone)),
    keepOnly: (id, pieces) =>
      group.soon(() => {
        clear.run(id)
        setWhole(id, null)
        save(id, pieces, sum(pieces))
      }),
    saveStamp: (id, stamp) => setStamp(id, stamp ?? null),
    saveFinalName: (id, finalName) => setFinal(id, finalName),
    saveValidator: (id, validator) => setValidator(id, validator),
    drop: (id) =>
      group.soon(() => {
        forget(id)
        saveBytes.run(0, id)
        onBytes(id, 0)
      }),
    recorded: group.recorded,
  }
}

function parseWhole(text: string): Piece {
  const [end = '', hash = ''] = text.split(':')
  return { start: 0, end: Number(end), hash }
}
