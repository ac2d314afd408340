// What the tests of the fast source begin with: a raw server, a source against it, and a general source that only
// remembers what it was asked for.

import { createHash, randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { readTestCertificate } from '../fake-cloudreve/test-certificate.ts'
import { startRawServer } from './raw-server.ts'
import type { RawRequest, RawServer } from './raw-server.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import type { ByteAnswer, ByteRequest } from '../../core/transfer/byte-source.ts'
import { createWireSource } from '../../core/transfer/wire/wire-source.ts'
import type { WireSource, WireSourceOptions } from '../../core/transfer/wire/wire-source.ts'

export const mib = 1_048_576
export const pattern = randomBytes(4 * mib + 77)
export const signal: AbortSignal = new AbortController().signal

export interface WireTest {
  readonly server: RawServer
  readonly source: WireSource
  /** What the general source was asked for; it answers with the one letter G. */
  readonly handed: readonly ByteRequest[]
  open(path?: string, extra?: Partial<ByteRequest>): Promise<ByteAnswer>
  close(): Promise<void>
}

export type WireTestOptions = Partial<WireSourceOptions> & { server?: { tls?: boolean; host?: string } }

export async function startWireTest(
  answer: (request: RawRequest) => void,
  options: WireTestOptions = {},
): Promise<WireTest> {
  const server = await startRawServer(answer, options.server)
  const { cert } = await readTestCertificate()
  const handed: ByteRequest[] = []
  const source = createWireSource({
    userAgent: 'Reverie/test',
    general: {
      open: (request) => {
        handed.push(request)
        return Promise.resolve(letterG())
      },
      dispose: () => undefined,
    },
    clock: systemClock,
    tls: { ca: cert },
    ...options,
  })
  return {
    server,
    source,
    handed,
    open: (path = '/', extra = {}) => source.open({ url: `${server.origin}${path}`, signal, ...extra }),
    close: async () => {
      source.dispose()
      await server.close()
    },
  }
}

function letterG(): ByteAnswer {
  return {
    status: 200,
    headers: {},
    body: (async function* () {
      yield Buffer.from('G')
    })(),
    recycle: () => undefined,
    discard: () => undefined,
  }
}

export async function readAll(answer: ByteAnswer): Promise<Buffer> {
  const copies: Uint8Array[] = []
  for await (const chunk of answer.body) {
    copies.push(chunk.slice())
    answer.recycle(chunk)
  }
  return Buffer.concat(copies)
}

export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => error,
  )
}

export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Resolves when it is so; the test's own time limit is the only clock. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn()
}

export const kinds = [
  ['TCP', false],
  ['TLS', true],
] as const
