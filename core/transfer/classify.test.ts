import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createFailure, fail, TransferError } from '../model/failure.ts'
import type { FailureKind } from '../model/failure.ts'
import { classify, isAbort } from './classify.ts'
import type { Phase } from './classify.ts'

const error = (facts: object, name = 'Error') => Object.assign(new Error('planned'), { name, ...facts })
const onPath = (code: string) => error({ code, syscall: 'open', path: '/somewhere/secret' })
const onSocket = (code: string) => error({ code, syscall: 'connect', address: '127.0.0.1', port: 1 })

const rows: [string, Phase, Error, FailureKind][] = [
  [
    'no space while writing an open file',
    'network',
    error({ code: 'ENOSPC', syscall: 'write' }),
    'disk-full',
  ],
  ['no space at a sync', 'network', error({ code: 'ENOSPC', syscall: 'fdatasync' }), 'disk-full'],
  ['quota', 'disk', error({ code: 'EDQUOT', syscall: 'write' }), 'disk-full'],
  [
    'larger than the file system takes',
    'network',
    error({ code: 'EFBIG', syscall: 'write' }),
    'file-too-large',
  ],
  ['a broken disk', 'network', error({ code: 'EIO', syscall: 'write' }), 'disk-gone'],
  ['a share that went away', 'network', error({ code: 'ESTALE', syscall: 'write' }), 'disk-gone'],
  ['a mount without its server', 'network', error({ code: 'ENOTCONN', syscall: 'write' }), 'disk-gone'],
  ['a path on such a mount', 'network', onPath('ENOTCONN'), 'disk-gone'],
  [
    'a socket that was never there',
    'network',
    error({ code: 'ENOTCONN', syscall: 'shutdown' }),
    'illegal-state',
  ],
  ['a refused time stamp', 'network', error({ code: 'EPERM', syscall: 'futime' }), 'disk-denied'],
  ['a refused path', 'network', onPath('EACCES'), 'disk-denied'],
  ['read-only', 'network', onPath('EROFS'), 'disk-denied'],
  ['a path that is gone', 'network', onPath('ENOENT'), 'disk-denied'],
  ['a link where a file should be', 'network', onPath('ELOOP'), 'disk-denied'],
  ['a name too long', 'network', onPath('ENAMETOOLONG'), 'name-impossible'],
  ['a name in a wrong encoding', 'network', onPath('EILSEQ'), 'name-impossible'],
  ['held by another program', 'network', onPath('EBUSY'), 'disk-busy'],
  ['too many files open', 'network', onPath('EMFILE'), 'disk-busy'],
  ['the same code in the disk phase', 'disk', error({ code: 'EACCES' }), 'disk-denied'],
  ['a firewall, which is no disk', 'network', onSocket('EACCES'), 'illegal-state'],
  ['refused connection', 'network', onSocket('ECONNREFUSED'), 'network'],
  ['reset', 'network', error({ code: 'ECONNRESET' }), 'network'],
  ['unknown host', 'network', onSocket('ENOTFOUND'), 'network'],
  ['no resolver', 'network', onSocket('EAI_AGAIN'), 'offline'],
  ['no route', 'network', onSocket('ENETUNREACH'), 'offline'],
  ['slow connect', 'network', onSocket('ETIMEDOUT'), 'timeout'],
  ['premature close', 'network', error({ code: 'ERR_STREAM_PREMATURE_CLOSE' }), 'truncated'],
  ['short body', 'network', error({ code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH' }, 'ReadError'), 'truncated'],
  ['bad framing', 'network', error({ code: 'HPE_INVALID_CONSTANT' }), 'answer-unfit'],
  ['a profile on a full disk', 'network', error({ code: 'SQLITE_FULL' }, 'SqliteError'), 'disk-full'],
  ['a profile that may only be read', 'disk', error({ code: 'SQLITE_READONLY_DBMOVED' }), 'disk-denied'],
  ['a profile beside too many open files', 'network', error({ code: 'SQLITE_CANTOPEN' }), 'disk-busy'],
  ['a profile on a broken disk', 'network', error({ code: 'SQLITE_IOERR_WRITE' }), 'disk-busy'],
  ['a mistake in a statement', 'network', error({ code: 'SQLITE_ERROR' }), 'illegal-state'],
  ['unknown certificate', 'network', error({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'certificate-rejected'],
  [
    'a byte changed inside TLS',
    'network',
    error({ code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }),
    'network',
  ],
  ['an alert of TLS', 'network', error({ code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' }), 'network'],
  [
    'a certificate that the other side refuses',
    'network',
    error({ code: 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN' }),
    'certificate-rejected',
  ],
  [
    'an authority that nobody knows',
    'network',
    error({ code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' }),
    'certificate-rejected',
  ],
  ['expired certificate', 'network', error({ code: 'CERT_HAS_EXPIRED' }), 'certificate-rejected'],
  ['a wrapped cause', 'network', new Error('outer', { cause: error({ code: 'ECONNRESET' }) }), 'network'],
  ['got: any other read error', 'network', error({ code: 'ERR_ODD' }, 'ReadError'), 'network'],
  ['got: any other timeout', 'network', error({ code: 'ERR_ODD' }, 'TimeoutError'), 'timeout'],
  ['a bug', 'network', new TypeError('x is not a function'), 'illegal-state'],
]

describe('classify', () => {
  it.each(rows)('%s', (_name, phase, thrown, kind) => {
    expect(classify(thrown, phase).kind).toBe(kind)
  })

  it('leaves a failure that has a name already as it is', () => {
    const failure = createFailure('quota', 'no points left', { code: 40089 })
    expect(classify(new TransferError(failure), 'network')).toBe(failure)
  })

  it('survives what is no error at all', () => {
    expect(classify('text', 'network')).toEqual(createFailure('illegal-state', 'string'))
    expect(classify(undefined, 'disk')).toEqual(createFailure('illegal-state', 'undefined'))
  })

  it('tells no path', () => {
    expect(JSON.stringify(classify(onPath('EACCES'), 'network'))).not.toContain('secret')
  })

  it.runIf(process.platform === 'linux')(
    'knows a full disk by the error that Node really throws',
    async () => {
      const full = await open('/dev/full', 'r+')
      const thrown: unknown = await full.writev([Buffer.from('x')]).catch((reason: unknown) => reason)
      await full.close()
      expect(classify(thrown, 'network').kind).toBe('disk-full')
    },
  )
})

describe('isAbort', () => {
  const aborted = new DOMException('aborted', 'AbortError')

  it.each([
    ['an abort', aborted, true],
    ['an abort inside of another error', new Error('read failed', { cause: aborted }), true],
    ['a failure that led to an abort', fail('timeout', 'no answer', { cause: aborted }), false],
    ['any other error', new Error('x'), false],
    ['no error', undefined, false],
  ])('%s', (_name, thrown, expected) => {
    expect(isAbort(thrown)).toBe(expected)
  })
})
