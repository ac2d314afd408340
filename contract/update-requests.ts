// Parsers of the requests about newer versions; see requests.ts.

import { z } from 'zod'
import type { UpdateCommands, UpdateQueries } from './update-treaty.ts'

type UpdateRequests = UpdateCommands & UpdateQueries

const none = z.strictObject({})

export const updateParsers: { [N in keyof UpdateRequests]: z.ZodType<UpdateRequests[N]['input']> } = {
  'update.check': none,
  'update.download': none,
  'update.cancel': none,
  'update.install': none,
  'update.read': none,
}
