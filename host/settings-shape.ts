// What is read back from the small settings file, checked: somebody may have edited it. A value that does not fit falls
// back to its default and leaves the others alone.

import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { Account } from '../core/model/account.ts'
import { conflictPolicies } from '../core/model/conflict.ts'
import { concurrencyBounds, defaultSettings } from '../core/model/settings.ts'
import type { Settings } from '../core/model/settings.ts'

const settingsShape = z.object({
  downloadFolder: z
    .string()
    .refine((path) => isAbsolute(path))
    .catch(() => join(homedir(), 'Downloads')),
  concurrency: z
    .int()
    .min(concurrencyBounds.min)
    .max(concurrencyBounds.max)
    .catch(defaultSettings.concurrency),
  conflict: z.enum(conflictPolicies).catch(defaultSettings.conflict),
  speedLimit: z.int().min(0).catch(defaultSettings.speedLimit),
  theme: z.enum(['system', 'light', 'dark']).catch(defaultSettings.theme),
})

const accountShape = z.object({
  id: z.string().min(1),
  site: z.url({ protocol: /^https?$/ }),
  siteTitle: z.string(),
  instanceId: z.string(),
  kind: z.enum(['user', 'guest']),
  userId: z.string(),
  email: z.string(),
  nickname: z.string(),
})

export function parseSettings(stored: unknown): Settings {
  return settingsShape.parse(typeof stored === 'object' && stored !== null ? stored : {})
}

/** Accounts that do not parse are left out; their secrets stay in the vault until the next sign-in. */
export function parseAccounts(stored: unknown): readonly Account[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) => {
    const parsed = accountShape.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}
