// Parsers of the requests about folders kept in step; see requests.ts.

import { z } from 'zod'
import { planKinds, syncModes } from '../core/model/sync.ts'
import type { RulesInput, SyncCommands, SyncQueries } from './sync-treaty.ts'

const id = z.string().min(1).max(200)
const uri = z.string().min(1).max(16_384)
const one = { pairId: id }
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }
/** Names below the pair's folder, joined by `/`. */
const path = z.string().min(1).max(16_384)
const bytes = z.int().min(0)

const rules: z.ZodType<RulesInput> = z.strictObject({
  only: z.array(path).max(10_000),
  except: z.array(path).max(10_000),
  ignore: z.array(z.string().max(4_096)).max(2_000),
  minBytes: bytes.optional(),
  maxBytes: bytes.optional(),
  extensions: z.array(z.string().regex(/^[^./\\]{1,32}$/)).max(500),
})

type SyncRequests = SyncCommands & SyncQueries

export const syncParsers: { [N in keyof SyncRequests]: z.ZodType<SyncRequests[N]['input']> } = {
  'sync.add': z.strictObject({
    ...{ accountId: id, uri, token: id },
    mode: z.enum(syncModes),
    rules: rules.optional(),
  }),
  'sync.change': z.strictObject({
    ...one,
    mode: z.enum(syncModes).optional(),
    rules: rules.optional(),
    guard: z.strictObject({ files: z.int().min(0), share: z.number().min(0).max(1) }).optional(),
  }),
  'sync.remove': z.strictObject(one),
  'sync.plan': z.strictObject(one),
  'sync.run': z.strictObject({ ...one, agree: z.boolean().optional() }),
  'sync.pause': z.strictObject(one),
  'sync.resume': z.strictObject(one),
  'sync.compareAnew': z.strictObject(one),
  'sync.locate': z.strictObject({ ...one, token: id }),
  'sync.reveal': z.strictObject({ ...one, path: path.optional() }),
  'sync.list': z.strictObject({}),
  'sync.items': z.strictObject({ ...one, kinds: z.array(z.enum(planKinds)).min(1).max(10), ...page }),
  'sync.activity': z.strictObject({ ...one, ...page }),
  'sync.preview': z.strictObject({ accountId: id, uri, rules }),
}
