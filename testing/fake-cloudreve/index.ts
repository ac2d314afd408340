// The fake's front door: an honest loopback Cloudreve, its faults, and what a test needs to use them.

export {
  startFakeCloudreve,
  type FakeCloudreve,
  type FakeCloudreveOptions,
  type FakeOauth,
  type FakeShares,
  type FakeUser,
} from './fake-cloudreve.ts'
export * as faults from './faults.ts'
export type { Fault, FaultRule, Faults } from './fault-rules.ts'
export type { RequestKind, RequestRecord } from './exchange.ts'
export type { FakeSettings, LinkOrigin } from './settings.ts'
export { totpCode } from './totp.ts'
export { zeroEntityId } from './file-object.ts'
export type { NewFile } from './tree.ts'
export type { NewShare } from './share-book.ts'
export type { EntryStat, ExpectedContent, UserTree } from './user-tree.ts'
export type { NewUser } from './users.ts'
