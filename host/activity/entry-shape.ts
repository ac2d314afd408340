// What the file of activities may hold: somebody may have edited it, or a later version written it. An entry that does
// not fit is left out.

import { z } from 'zod'
import { mostEntries, type ActivityEntry } from '../../core/model/activity.ts'
import { syncHolds, syncQuestions } from '../../core/model/sync.ts'
import { createFailure, failureKinds, type Failure } from '../../core/model/failure.ts'

const text = z.string().max(4_096)
const count = z.int().min(0)

const failure = z
  .object({
    kind: z.enum(failureKinds as [Failure['kind'], ...Failure['kind'][]]),
    detail: text,
    code: z.int().optional(),
    status: z.int().optional(),
    correlationId: text.optional(),
  })
  .transform(({ kind, detail, ...facts }): Failure => {
    const known = Object.entries(facts).filter(([, value]) => value !== undefined)
    return createFailure(kind, detail, Object.fromEntries(known))
  })

const cause = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('account'), accountId: text }),
  z.object({ scope: z.literal('volume'), root: text }),
  z.object({ scope: z.enum(['queue', 'transfer']) }),
])

const common = { id: text, atMs: z.int(), seen: z.boolean() }
const batch = {
  batchId: text,
  transferId: text.optional(),
  name: text,
  others: count,
  files: count,
  bytes: count,
}

const pair = { pairId: text, name: text }

const entry = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('completed'), ...batch }),
  z.object({
    ...common,
    kind: z.literal('failed'),
    ...batch,
    filesFailed: count,
    failure: failure.optional(),
  }),
  z.object({ ...common, kind: z.literal('held'), failure, cause }),
  z.object({ ...common, kind: z.literal('sync-asks'), ...pair, question: z.enum(syncQuestions) }),
  z.object({ ...common, kind: z.literal('sync-held'), ...pair, cause: z.enum(syncHolds), failure }),
  z.object({ ...common, kind: z.literal('sync-conflicts'), ...pair, files: count }),
  z.object({
    ...common,
    kind: z.enum(['restored', 'lost']),
    what: z.enum(['queue', 'settings']),
    setAside: text,
  }),
])

export function parseEntries(stored: unknown): readonly ActivityEntry[] {
  if (!Array.isArray(stored)) return []
  return stored.slice(0, mostEntries).flatMap((one: unknown) => {
    const parsed = entry.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}
