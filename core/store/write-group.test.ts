import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sqlite } from './database.ts'
import { createWriteGroup } from './write-group.ts'
import type { WriteGroup } from './write-group.ts'

let folder: string
let path: string
let db: Sqlite
let other: Sqlite
let said: string[]
let lost: unknown[]
let keptBack: number[]
let onCommit: () => void
let group: WriteGroup

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-group-'))
  path = join(folder, 'test.db')
  said = []
  lost = []
  keptBack = []
  onCommit = () => undefined
  db = new Database(path, { verbose: (sql) => said.push(String(sql)) })
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE numbers (n INTEGER PRIMARY KEY)')
  other = new Database(path, { readonly: true })
  group = createWriteGroup(db, {
    onCommit: (all) => {
      onCommit()
      if (all) for (const n of keptBack.splice(0)) group.join(() => insert(n))
    },
    onLost: () => undefined,
    onRefused: (error) => lost.push(error),
  })
})
afterEach(async () => {
  db.close()
  other.close()
  await rm(folder, { recursive: true })
})

const turn = () => new Promise((resolve) => setImmediate(resolve))
const insert = (n: number) => void db.prepare('INSERT INTO numbers VALUES (?)').run(n)
const read = (from: Sqlite) => from.prepare('SELECT n FROM numbers ORDER BY n').pluck().all()
const commits = () => said.filter((sql) => sql === 'COMMIT').length

describe('writes of one turn', () => {
  it('are one transaction, seen by its own reader at once and by others when recorded', async () => {
    for (let n = 0; n < 50; n++) group.join(() => insert(n))
    expect([read(db).length, read(other).length, commits()]).toEqual([50, 0, 0])
    await group.recorded()
    expect([read(db).length, read(other).length, commits()]).toEqual([50, 50, 1])
  })

  it('are recorded at the end of the turn though nobody waits', async () => {
    group.join(() => insert(1))
    await turn()
    expect(read(other)).toEqual([1])
  })

  it('are recorded when a click among them returns', () => {
    group.join(() => insert(1))
    keptBack.push(3)
    group.now(() => insert(2))
    expect([read(other), commits()]).toEqual([[1, 2, 3], 1])
  })

  it('those without hurry wait for more of them, over several turns, and are one transaction', async () => {
    for (let n = 0; n < 3; n++) {
      group.join(() => insert(n), 'soon')
      await turn()
    }
    expect([read(other), commits()]).toEqual([[], 0])
    await Promise.all([group.recorded('soon'), group.recorded('soon')])
    expect([read(other), commits()]).toEqual([[0, 1, 2], 1])
  })

  it('those without hurry go with whoever is in a hurry', async () => {
    group.join(() => insert(1), 'soon')
    group.join(() => insert(2))
    await turn()
    expect([read(other), commits()]).toEqual([[1, 2], 1])
    group.join(() => insert(3), 'soon')
    await group.recorded()
    expect([read(other), commits()]).toEqual([[1, 2, 3], 2])
  })

  it('those without hurry are on the disk though nobody waits, and though somebody else has committed', async () => {
    group.join(() => insert(1), 'soon')
    group.now(() => insert(2))
    expect(read(other)).toEqual([1, 2])
    const committed = new Promise<void>((resolve) => (onCommit = resolve))
    group.join(() => insert(3), 'soon')
    await committed
    await turn()
    expect(read(other)).toEqual([1, 2, 3])
  })

  it('nothing written is recorded at once', async () => {
    await group.recorded()
    expect(said.filter((sql) => /BEGIN|COMMIT/.test(sql))).toEqual([])
  })
})

describe('what fails', () => {
  const twice = () => {
    insert(8)
    insert(8)
  }
  it.each(['soon', 'now'] as const)('%s: takes back its own statements, not those before it', async (how) => {
    group.join(() => insert(1))
    expect(() => group[how](twice)).toThrow(/UNIQUE/)
    await group.recorded()
    expect(read(other)).toEqual([1])
  })

  it('a commit that the disk refuses is told to everybody who waits, and the next one works', async () => {
    // A reference that is checked only then makes the commit itself fail.
    db.pragma('foreign_keys = ON')
    db.exec('CREATE TABLE links (n INTEGER REFERENCES numbers(n) DEFERRABLE INITIALLY DEFERRED)')
    group.join(() => db.prepare('INSERT INTO links VALUES (99)').run())
    await expect(Promise.all([group.recorded(), group.recorded()])).rejects.toThrow(/FOREIGN KEY/)
    expect(lost).toHaveLength(1)
    group.join(() => insert(1))
    await group.recorded()
    expect(read(other)).toEqual([1])
  })

  it('a transaction that the database took back whole is told too, though the statement was somebody else’s', async () => {
    group.join(() => insert(1))
    const recorded = group.recorded()
    expect(() =>
      group.join(() => {
        db.exec('ROLLBACK')
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
    await expect(recorded).rejects.toThrow('the disk is full')
    expect([read(db), lost.length, existsSync(path)]).toEqual([[], 1, true])
  })
})
