// better-sqlite3 as the legacy test build has it: libsql, which runs on old Node, made to answer like the original where
// the two differ. Covers what the product uses and no more.

import Libsql from 'libsql'

type Row = Record<string, unknown>
type Parameter = string | number | bigint | Buffer | Uint8Array | null | Row
type Run = (...parameters: Parameter[]) => unknown

/** libsql takes one array or one object; a lone null or Buffer would pass for an object. */
function bound(parameters: Parameter[]): [unknown] {
  const [first] = parameters
  const named =
    parameters.length === 1 && typeof first === 'object' && first !== null && !ArrayBuffer.isView(first)
  return [named ? first : parameters]
}

/** libsql adds a field of its own to a single row. */
function plainRow(row: unknown): Row | undefined {
  if (typeof row !== 'object' || row === null) return undefined
  const { _metadata, ...fields } = row as Row
  return fields
}

class LegacyStatement {
  readonly #inner: Libsql.Statement
  #plucks = false

  constructor(inner: Libsql.Statement) {
    this.#inner = inner
  }

  pluck(toggle = true): this {
    this.#plucks = toggle
    return this
  }

  run(...parameters: Parameter[]): unknown {
    return this.#inner.run(...bound(parameters))
  }

  get(...parameters: Parameter[]): unknown {
    const row = plainRow(this.#inner.get(...bound(parameters)))
    return row !== undefined && this.#plucks ? Object.values(row)[0] : row
  }

  all(...parameters: Parameter[]): unknown[] {
    const rows = this.#inner.all(...bound(parameters)) as Row[]
    return this.#plucks ? rows.map((row) => Object.values(row)[0]) : rows
  }

  iterate(...parameters: Parameter[]): IterableIterator<unknown> {
    return this.all(...parameters).values()
  }
}

let savepoints = 0

export default class LegacyDatabase {
  readonly #inner: Libsql.Database

  constructor(path: string, options: { timeout?: number } = {}) {
    // Milliseconds there, seconds here; five of them when nothing is said.
    this.#inner = new Libsql(path, { timeout: (options.timeout ?? 5_000) / 1_000 })
  }

  get inTransaction(): boolean {
    return this.#inner.inTransaction
  }

  get open(): boolean {
    return this.#inner.open
  }

  prepare(sql: string): LegacyStatement {
    return new LegacyStatement(this.#inner.prepare(sql))
  }

  exec(sql: string): this {
    this.#inner.exec(sql)
    return this
  }

  pragma(source: string, options: { simple?: boolean } = {}): unknown {
    const rows = this.#inner.prepare(`PRAGMA ${source}`).all() as Row[]
    return options.simple === true ? Object.values(rows[0] ?? {})[0] : rows
  }

  /** Nested ones become savepoints, as in the original. */
  transaction(work: Run): Run & { immediate: Run; exclusive: Run; deferred: Run } {
    const within =
      (begin: string): Run =>
      (...parameters) => {
        const name = `nested_${(savepoints += 1)}`
        const nested = this.inTransaction
        this.exec(nested ? `SAVEPOINT ${name}` : begin)
        try {
          const result = work(...parameters)
          this.exec(nested ? `RELEASE ${name}` : 'COMMIT')
          return result
        } catch (error) {
          if (this.inTransaction) this.exec(nested ? `ROLLBACK TO ${name}; RELEASE ${name}` : 'ROLLBACK')
          throw error
        }
      }
    return Object.assign(within('BEGIN'), {
      deferred: within('BEGIN DEFERRED'),
      immediate: within('BEGIN IMMEDIATE'),
      exclusive: within('BEGIN EXCLUSIVE'),
    })
  }

  close(): this {
    this.#inner.close()
    return this
  }
}
