// What may happen to one request of the soak, with how often: each entry makes a fresh fault, so that lengths and rates
// differ from strike to strike.

import { faults } from '../fake-cloudreve/index.ts'
import type { Fault } from '../fake-cloudreve/index.ts'

export interface Dish {
  /** What the report counts it as. */
  readonly kind: string
  readonly weight: number
  make(about: { bytes: number; random: () => number }): Fault
}

const between = (random: () => number, low: number, high: number) => Math.floor(low + random() * (high - low))

const busy = (code: number): Dish[] => [
  { kind: `HTTP ${String(code)}`, weight: 1, make: () => faults.status(code) },
  {
    kind: `HTTP ${String(code)} with Retry-After`,
    weight: 1,
    make: ({ random }) => faults.status(code, { retryAfterSeconds: between(random, 1, 20) }),
  },
]

const anywhere: readonly Dish[] = [
  ...[429, 500, 502, 503].flatMap(busy),
  { kind: 'no answer', weight: 1, make: () => faults.silent() },
  { kind: 'hung up', weight: 2, make: () => faults.hangUp() },
  { kind: 'HTML page', weight: 2, make: () => faults.html() },
]

export const contentMenu: readonly Dish[] = [
  ...anywhere,
  {
    kind: 'reset mid-body',
    weight: 8,
    make: ({ bytes, random }) => faults.cutAfter(between(random, 0, bytes)),
  },
  {
    kind: 'short body, clean close',
    weight: 6,
    make: ({ bytes, random }) => faults.endEarly(between(random, 0, bytes)),
  },
  {
    kind: 'stall',
    weight: 3,
    make: ({ bytes, random }) => faults.stallAfter(between(random, 0, bytes)),
  },
  {
    kind: 'slow drip',
    weight: 3,
    make: ({ bytes, random }) => faults.drip(Math.max(16_384, bytes / between(random, 1, 4))),
  },
  { kind: 'expired link (JSON 200)', weight: 5, make: () => faults.expireNow() },
  { kind: 'HTTP 403', weight: 2, make: () => faults.status(403) },
  { kind: 'HTTP 416', weight: 2, make: () => faults.status(416) },
  {
    kind: 'Content-Range starts elsewhere',
    weight: 2,
    make: () => faults.wrongContentRange({ startOff: 7 }),
  },
  {
    kind: 'Content-Range with another total',
    weight: 1,
    make: () => faults.wrongContentRange({ totalOff: 9 }),
  },
  { kind: 'Range ignored', weight: 3, make: () => faults.ignoreRange() },
  { kind: 'extra bytes', weight: 2, make: ({ random }) => faults.extraBytes(between(random, 1, 5_000)) },
  {
    kind: 'extra bytes, declared',
    weight: 1,
    make: ({ random }) => faults.extraBytes(between(random, 1, 5_000), { declared: true }),
  },
  { kind: 'no length', weight: 2, make: () => faults.chunked() },
  { kind: 'empty body', weight: 1, make: () => faults.zeroLength() },
]

/** Where the body is small enough to be packed in memory. */
export const smallContentMenu: readonly Dish[] = [
  ...contentMenu,
  { kind: 'gzip', weight: 2, make: () => faults.gzip() },
]

export const apiMenu: readonly Dish[] = [
  ...anywhere,
  { kind: 'truncated JSON', weight: 3, make: () => faults.badJson() },
  { kind: 'JSON of another shape', weight: 2, make: () => faults.badJson('misfit') },
  // What a server says to a token that it does not know any more (cloudreve-api.md section 3).
  { kind: 'token expired', weight: 3, make: () => faults.json(401, 'Login required') },
]

export function pick(menu: readonly Dish[], random: () => number): Dish {
  let draw = random() * menu.reduce((sum, { weight }) => sum + weight, 0)
  for (const dish of menu) {
    draw -= dish.weight
    if (draw < 0) return dish
  }
  const [first] = menu
  if (first === undefined) throw new Error('an empty menu')
  return first
}
