// Any error that reaches the runner, as a failure: the one place where Node's error codes are read. What the answer's
// head says is the response guard's; what the API says is core/cloudreve's.

import { createFailure, TransferError } from '../model/failure.ts'
import type { Failure, FailureKind } from '../model/failure.ts'
import { networkTrouble } from '../model/network-trouble.ts'

/** Where the error came from: the same code means other things on a socket and on a disk. */
export type Phase = 'network' | 'disk'

const diskKinds: Readonly<Record<string, FailureKind>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'file-too-large',
  EACCES: 'disk-denied',
  EPERM: 'disk-denied',
  EROFS: 'disk-denied',
  ENOTDIR: 'disk-denied',
  EISDIR: 'disk-denied',
  ELOOP: 'disk-denied',
  ENOENT: 'disk-denied',
  EEXIST: 'disk-denied',
  EIO: 'disk-gone',
  ENXIO: 'disk-gone',
  ENODEV: 'disk-gone',
  ESTALE: 'disk-gone',
  ENOTCONN: 'disk-gone',
  EREMOTEIO: 'disk-gone',
  ENAMETOOLONG: 'name-impossible',
  EILSEQ: 'name-impossible',
  EINVAL: 'name-impossible',
  EBUSY: 'disk-busy',
  ETXTBSY: 'disk-busy',
  EMFILE: 'disk-busy',
  ENFILE: 'disk-busy',
}

export function classify(error: unknown, phase: Phase): Failure {
  if (error instanceof TransferError) return error.failure
  const code = codeOf(error)
  const profile = profileTrouble(code)
  if (profile !== undefined) return createFailure(profile, `the profile: ${code}`)
  const disk = diskKinds[code]
  // Errors of file system calls name the call; those of sockets never carry one of these codes with it.
  if (disk !== undefined && (phase === 'disk' || isFileSystemError(error, code)))
    return createFailure(disk, describe(error, code))
  const network = streamTrouble(code) ?? networkTrouble(code)
  if (network !== undefined) return createFailure(network, code)
  if (error instanceof Error && /^(?:ReadError|RequestError|TimeoutError)$/.test(error.name)) {
    return createFailure(error.name === 'TimeoutError' ? 'timeout' : 'network', code)
  }
  return createFailure(
    'illegal-state',
    error instanceof Error ? `${error.name} ${code}`.trim() : typeof error,
  )
}

/** The database on its disk; what is wrong with what is asked of it stays our mistake. */
function profileTrouble(code: string): FailureKind | undefined {
  if (code === 'SQLITE_FULL') return 'disk-full'
  if (code.startsWith('SQLITE_READONLY')) return 'disk-denied'
  return /^SQLITE_(?:IOERR|CANTOPEN|BUSY|LOCKED|NOMEM|PROTOCOL)/.test(code) ? 'disk-busy' : undefined
}

/** What a body's stream says in its own words. Bad framing is a bad answer, not the end of the transfer. */
function streamTrouble(code: string): FailureKind | undefined {
  if (code === 'ERR_HTTP_CONTENT_LENGTH_MISMATCH') return 'truncated'
  return code.startsWith('HPE_') ? 'answer-unfit' : undefined
}

/** Somebody wanted it to stop. A failure with a name is none, even where a stream was aborted because of it. */
export function isAbort(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TransferError) return false
  return error.name === 'AbortError' || isAbort(error.cause)
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? '' : codeOf(error.cause)
}

/** Codes that no socket ever has, and calls that are made on files only. */
const diskOnly = /^(?:ENOSPC|EDQUOT|EFBIG|EROFS|EIO|ENXIO|ENODEV|ESTALE|EREMOTEIO|EISDIR|ETXTBSY)$/
const fileCalls = /^(?:fdatasync|fsync|ftruncate|futime|fstat)$/
/** A mount whose server is gone; Node's sockets say so only when they are shut down. */
const isLostMount = (code: string, call: string) => code === 'ENOTCONN' && /^(?:read|write)v?$/.test(call)

/** Errors of calls on a path name it; those of calls on an open file do not. */
function isFileSystemError(error: unknown, code: string): boolean {
  if (!(error instanceof Error) || !('syscall' in error)) return diskOnly.test(code)
  const call = String(error.syscall)
  return 'path' in error || diskOnly.test(code) || fileCalls.test(call) || isLostMount(code, call)
}

/** The call and the code; a path is the user's own and stays out of logs. */
function describe(error: unknown, code: string): string {
  const call = error instanceof Error && 'syscall' in error ? String(error.syscall) : 'disk'
  return `${call} ${code}`
}
