// A token pair as the server sends it, in our own words.

import type { z } from 'zod'
import type { tokensSchema } from './schemas.ts'
import type { Tokens } from './tokens.ts'

export function toTokens(wire: z.infer<typeof tokensSchema>): Tokens {
  return {
    access: wire.access_token,
    refresh: wire.refresh_token,
    accessExpiresAtMs: wire.access_expires,
    refreshExpiresAtMs: wire.refresh_expires,
  }
}
