// The seeded script of the soak: single requests that go wrong, spells in which a whole part of the site does, and files
// that change while they are fetched. Counts what it did, by kind.

import { faults } from '../fake-cloudreve/index.ts'
import type { FakeCloudreve, Fault, RequestRecord } from '../fake-cloudreve/index.ts'
import { apiMenu, contentMenu, pick, smallContentMenu } from './fault-menu.ts'

export interface FaultScript {
  /** From now on nothing goes wrong any more. */
  calm(): void
  /** A spell for so long; one at a time. */
  spell(): { kind: string; end: () => void }
  readonly counts: ReadonlyMap<string, number>
  /** For what goes wrong elsewhere than at the site. */
  count(kind: string): void
  /** Body bytes of files handed to sockets, over all requests. */
  bytesSent(): number
  readonly changed: ReadonlySet<string>
}

export interface ScriptParts {
  readonly fake: FakeCloudreve
  readonly paths: readonly string[]
  readonly random: () => number
}

/** Of requests for bytes, and of all others. */
const contentShare = 0.07
const apiShare = 0.06
/** Of the requests for a file that is large enough to be met in its middle. */
const changeShare = 0.02
const changeableBytes = 32_768
const smallBytes = 1_048_576

const apiKinds = new Set(['list', 'url', 'info', 'config', 'ping', 'me'])

export function createFaultScript({ fake, paths, random }: ScriptParts): FaultScript {
  const counts = new Map<string, number>()
  const count = (kind: string) => void counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const byName = new Map(paths.map((path) => [path.slice(path.lastIndexOf('/') + 1), path]))
  const changed = new Set<string>()
  let raging = true
  let sent = 0

  const pathOf = (record: RequestRecord) =>
    byName.get(decodeURIComponent(record.path.slice(record.path.lastIndexOf('/') + 1)))
  const isContent = ({ kind }: RequestRecord) => kind === 'content'

  fake.faults.add({ on: 'content', times: Infinity, fault: countBytes((bytes) => (sent += bytes)) })
  fake.faults.add({
    on: 'any',
    times: Infinity,
    path: (record) => raging && isContent(record) && random() < contentShare,
    fault: fresh('content', (record) => {
      const bytes = leftOf(fake, record, pathOf(record))
      const dish = pick(bytes < smallBytes ? smallContentMenu : contentMenu, random)
      count(dish.kind)
      return dish.make({ bytes, random })
    }),
  })
  fake.faults.add({
    on: 'any',
    times: Infinity,
    path: (record) => raging && apiKinds.has(record.kind) && random() < apiShare,
    fault: fresh('api', () => {
      const dish = pick(apiMenu, random)
      count(`${dish.kind} (API)`)
      return dish.make({ bytes: 0, random })
    }),
  })
  fake.faults.add({
    on: 'content',
    times: Infinity,
    path: (record) => {
      const path = pathOf(record)
      if (!raging || path === undefined || changed.has(path)) return false
      return (fake.tree.stat(path)?.sizeBytes ?? 0) >= changeableBytes && random() < changeShare
    },
    fault: fresh('changed', (record) => {
      const path = pathOf(record) ?? ''
      changed.add(path)
      count('file changed while it is fetched')
      return changeMidway({ fake, random }, path, leftOf(fake, record, path))
    }),
  })

  return {
    counts,
    count,
    changed,
    calm: () => void (raging = false),
    bytesSent: () => sent,
    spell: () => {
      const [kind, on, fault] = pickSpell(random)
      count(kind)
      const matches = (record: RequestRecord) => raging && isContent(record) === (on === 'content')
      return { kind, end: fake.faults.add({ on: 'any', times: Infinity, path: matches, fault }) }
    },
  }
}

function pickSpell(random: () => number): readonly [kind: string, on: 'content' | 'api', fault: Fault] {
  const spells = [
    ['API down, storage up', 'api', faults.hangUp()],
    ['API answers 502, storage up', 'api', faults.status(502)],
    ['storage down, API up', 'content', faults.hangUp()],
    ['storage answers 503, API up', 'content', faults.status(503)],
    ['connections limited to 2', 'content', faults.connectionLimit(2)],
    ['connections limited to 1, others reset', 'content', faults.connectionLimit(1, { reset: true })],
  ] as const
  const spell = spells[Math.floor(random() * spells.length)]
  return spell ?? spells[0]
}

/** A fault that is made anew for every request it strikes. */
function fresh(name: string, make: (record: RequestRecord) => Fault): Fault {
  const made = new WeakMap<RequestRecord, Fault>()
  return {
    name,
    before: (exchange) => {
      const fault = make(exchange.record)
      made.set(exchange.record, fault)
      return fault.before?.(exchange)
    },
    bend: (reply, exchange) => made.get(exchange.record)?.bend?.(reply, exchange) ?? reply,
  }
}

function countBytes(add: (bytes: number) => void): Fault {
  return {
    name: 'counted',
    before: (exchange) => {
      exchange.onClose(() => add(exchange.record.bytesSent))
      return undefined
    },
  }
}

/** Bytes that the request may bring. */
function leftOf(fake: FakeCloudreve, { range }: RequestRecord, path: string | undefined): number {
  const sizeBytes = path === undefined ? 0 : (fake.tree.stat(path)?.sizeBytes ?? 0)
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
  const end = asked?.[2] === undefined || asked[2] === '' ? sizeBytes : Number(asked[2]) + 1
  return Math.max(1, end - Number(asked?.[1] ?? 0))
}

/**
 * The old bytes break off in their middle, and from then on there are only new ones: neither the old entity nor its links
 * lead anywhere.
 */
function changeMidway(
  { fake, random }: Pick<ScriptParts, 'fake' | 'random'>,
  path: string,
  bytes: number,
): Fault {
  const before = fake.tree.stat(path)
  if (before === undefined) throw new Error(`nothing at ${path}`)
  return {
    name: 'changed',
    bend: (reply, exchange) => {
      // This answer still carries the old bytes; the next request meets the new ones.
      if (fake.tree.stat(path)?.entityId === before.entityId) {
        const grown = random() < 0.5 ? before.sizeBytes : before.sizeBytes + Math.floor(random() * 10_000)
        fake.tree.writeVersion(path, { sizeBytes: grown })
        fake.tree.dropEntity(before.entityId)
      }
      // Short of what was asked, so that nobody can end with the old bytes alone.
      return faults.cutAfter(Math.floor(random() * 0.9 * bytes)).bend?.(reply, exchange) ?? reply
    },
  }
}
