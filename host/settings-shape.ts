// What is read back from the small settings file, checked: somebody may have edited it. A value that does not fit falls
// back to its default and leaves the others alone.

import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { Account } from '../core/model/account.ts'
import { isFingerprint } from '../core/model/way.ts'
import { defaultSettings } from '../core/model/settings.ts'
import type { Settings } from '../core/model/settings.ts'
import { afterShape } from '../contract/local.ts'
import { storedDesktopShape } from '../contract/desktop-shape.ts'
import { settingShapes } from '../contract/setting-shapes.ts'

const settingsShape = z.object({
  downloadFolder: z
    .string()
    .refine((path) => isAbsolute(path))
    .catch(() => join(homedir(), 'Downloads')),
  concurrency: settingShapes.concurrency.catch(defaultSettings.concurrency),
  connections: settingShapes.connections.catch(defaultSettings.connections),
  connectionsPerOrigin: settingShapes.connectionsPerOrigin.catch(defaultSettings.connectionsPerOrigin),
  connectionsPerFile: settingShapes.connectionsPerFile.catch(defaultSettings.connectionsPerFile),
  conflict: settingShapes.conflict.catch(defaultSettings.conflict),
  speedLimit: settingShapes.speedLimit.catch(defaultSettings.speedLimit),
  accountSpeedLimits: settingShapes.accountSpeedLimits.catch({}),
  accountConcurrency: settingShapes.accountConcurrency.catch({}),
  accountConnections: settingShapes.accountConnections.catch({}),
  schedule: settingShapes.schedule.catch([]),
  startFloorBytes: settingShapes.startFloorBytes.catch(defaultSettings.startFloorBytes),
  keepFloorBytes: settingShapes.keepFloorBytes.catch(defaultSettings.keepFloorBytes),
  after: afterShape.catch({ kind: 'nothing' }),
  sha256: settingShapes.sha256.catch(defaultSettings.sha256),
  theme: settingShapes.theme.catch(defaultSettings.theme),
  language: settingShapes.language.catch(defaultSettings.language),
  desktop: storedDesktopShape,
})

const wayShape = z.object({
  proxy: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('system') }),
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('manual'), address: z.url({ protocol: /^https?$/ }) }),
    ])
    .catch({ kind: 'system' }),
  pins: z
    .array(
      z.object({ fingerprint: z.string().refine(isFingerprint), subject: z.string(), address: z.string() }),
    )
    .catch([]),
  authorities: z.array(z.string()).catch([]),
})

/** What was chosen for an account may be damaged without the account being lost for it. */
const accountShape = z.object({
  id: z.string().min(1),
  site: z.url({ protocol: /^https?$/ }),
  siteTitle: z.string(),
  instanceId: z.string(),
  kind: z.enum(['user', 'guest']),
  userId: z.string(),
  email: z.string(),
  nickname: z.string(),
  addresses: z
    .array(z.url({ protocol: /^https?$/ }))
    .optional()
    .catch(undefined),
  way: wayShape.optional().catch(undefined),
  client: z
    .object({ clientId: z.string().min(1), redirectUri: z.string().min(1), scopes: z.string().optional() })
    .optional()
    .catch(undefined),
  downloadFolder: z
    .string()
    .refine((path) => isAbsolute(path))
    .optional()
    .catch(undefined),
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
