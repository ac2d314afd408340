// The accounts of the fake and what their group may do. Sessions and tokens live in sessions.ts.
import { encodeBits, permissionBits } from './boolset.ts'
import { isoTime } from './clock.ts'
import { encodeId } from './ids.ts'
import type { FakeSettings } from './settings.ts'

export interface NewUser {
  email: string
  password: string
  nickname?: string
  /** Base32; with it the password step answers 203 and asks for a code. */
  otpSecret?: string
  status?: 'active' | 'banned' | 'inactive'
  archiveAllowed?: boolean
}

export interface User {
  id: string
  email: string
  password: string
  nickname: string
  otpSecret: string | undefined
  status: 'active' | 'banned' | 'inactive'
  archiveAllowed: boolean | undefined
  createdAtMs: number
  /** `file`: a picture that was uploaded; `gravatar`: one of somebody else's site. */
  avatar: 'file' | 'gravatar' | undefined
}

/** Who a request comes from; undefined is a visitor without an account. */
export type Caller = User | undefined

export function createUser(number: number, user: NewUser, nowMs: number): User {
  return {
    id: encodeId('user', number),
    email: user.email,
    password: user.password,
    nickname: user.nickname ?? user.email.replace(/@.*$/u, ''),
    otpSecret: user.otpSecret,
    status: user.status ?? 'active',
    archiveAllowed: user.archiveAllowed,
    createdAtMs: nowMs,
    avatar: undefined,
  }
}

export function mayArchive(caller: Caller, settings: FakeSettings): boolean {
  return caller !== undefined && (caller.archiveAllowed ?? settings.archiveAllowed)
}

export function mayOpenShares(caller: Caller, settings: FakeSettings): boolean {
  return caller !== undefined || settings.anonymousShares
}

export function describeUser(user: User, settings: FakeSettings): Record<string, unknown> {
  const { createShares, archiveDownload, openShares } = permissionBits
  const bits = [createShares, openShares, 11, ...(mayArchive(user, settings) ? [archiveDownload] : [])]
  return {
    id: user.id,
    email: user.email,
    nickname: user.nickname,
    ...(user.avatar === undefined ? {} : { avatar: user.avatar }),
    status: user.status,
    created_at: isoTime(user.createdAtMs),
    group: {
      id: encodeId('group', 2),
      name: 'User',
      permission: encodeBits(bits),
      direct_link_batch_size: 10,
      trash_retention: 604_800,
    },
    language: 'en-US',
  }
}

export function describeAnonymous(settings: FakeSettings): Record<string, unknown> {
  const { anonymous, openShares } = permissionBits
  const permission = encodeBits([anonymous, ...(settings.anonymousShares ? [openShares] : [])])
  return {
    id: encodeId('user', 0),
    nickname: '',
    anonymous: true,
    created_at: '0001-01-01T00:00:00Z',
    group: { id: encodeId('group', 3), name: 'Anonymous', permission },
  }
}
