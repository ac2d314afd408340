// Verifying put together: what landed, the disk, and the site of each account. Stands on the accounts alone, so that it
// works beside a running engine.

import type { AccountsRoom } from './accounts.ts'
import type { NameRules } from './model/local-name.ts'
import type { Clock } from './ports/clock.ts'
import type { Disk } from './ports/disk.ts'
import type { Landings } from './ports/landings.ts'
import { createHasherPool } from './transfer/hasher.ts'
import type { Finding } from './verify/finding.ts'
import { verify } from './verify/verify.ts'
import type { VerifyEnd, VerifyRequest } from './verify/verify.ts'
import type { Site } from './verify/remote-tree.ts'

export interface VerificationParts {
  readonly room: Pick<AccountsRoom, 'cloudreve' | 'find'>
  readonly landings: Omit<Landings, 'save' | 'remove'>
  readonly disk: Disk
  readonly nameRules: NameRules
  readonly clock: Clock
}

/** Findings as they are made; ends with what was looked at. Rejects with a TransferError or an AbortError. */
export type Verification = (request: VerifyRequest) => AsyncGenerator<Finding, VerifyEnd>

export function createVerification({ room, nameRules, clock, ...parts }: VerificationParts): Verification {
  const { cloudreve, find } = room
  return (request) => {
    const siteOf = (accountId: string): Site | undefined => {
      const account = find(accountId)
      if (account === undefined) return undefined
      return {
        ...{ nameRules, clock },
        list: (uri, options) => cloudreve.list(account, uri, options),
        info: (uri) => cloudreve.info(account, uri, request.signal),
        versions: (uri) => cloudreve.versions(account, uri, request.signal),
      }
    }
    return verify({ ...parts, hashers: createHasherPool(), siteOf }, request)
  }
}
