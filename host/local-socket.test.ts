import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Logger } from '../core/ports/logger.ts'
import { connectToHost, type LocalConnection } from './local-client.ts'
import { isTrustedAddress, localPlaces, readRecord, writeRecord } from './local-place.ts'
import type { LocalSession } from './local-session.ts'
import { openLocalSocket, type LocalSocket } from './local-socket.ts'

const onUnix = process.platform !== 'win32'
let profile: string
let said: unknown[]
let tell: ((revision: number) => void)[]
let open: LocalSocket[]

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'reverie-local-'))
  said = []
  tell = []
  open = []
})
afterEach(async () => {
  for (const socket of open) await socket.close()
  await rm(profile, { recursive: true, force: true })
})

const logger: Logger = { log: (_level, message, facts) => said.push(facts?.['reason'] ?? message) }

/** Answers what it was asked, and passes revisions on. */
const openSession = (): LocalSession => ({
  gate: (name, input) => Promise.resolve({ ok: true, value: { name, input } }),
  subscribe: (listener) => {
    const pass = (revision: number) => listener('queue.changed', { revision })
    tell.push(pass)
    return () => void tell.splice(tell.indexOf(pass), 1)
  },
})

async function listen(version = '1.0.0', folder = profile): Promise<LocalSocket> {
  const parts = { profile: folder, version, face: 'get', openSession, logger } as const
  const socket = await openLocalSocket(parts)
  if (socket === undefined) throw new Error('no socket in this test')
  open.push(socket)
  return socket
}

async function attach(folder = profile): Promise<LocalConnection> {
  const answer = await connectToHost(folder, '1.0.0')
  if (answer.kind !== 'connected') throw new Error(answer.kind)
  return answer.connection
}

const addressOf = async (folder = profile) => (await readRecord(folder))?.address ?? ''
const rightsOf = (path: string) => (lstatSync(path).mode & 0o777).toString(8)

/** A client that says what it likes; resolves with everything it heard once it was let go. */
async function say(...messages: (string | Buffer)[]): Promise<string> {
  const socket: Socket = connect(await addressOf())
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  socket.on('error', () => undefined)
  for (const message of messages) socket.write(message)
  await once(socket, 'close')
  return heard
}

describe('a process of the same user', () => {
  test('asks, is answered, and hears what happens; several at once', async () => {
    await listen()
    const [one, other] = [await attach(), await attach()]
    const revisions: number[] = []
    other.bridge.on('queue.changed', ({ revision }) => revisions.push(revision))
    const answers = await Promise.all([
      one.bridge.invoke('queue.list', { view: 'all', offset: 0, limit: 1 }),
      other.bridge.invoke('queue.summary', {}),
    ])
    for (const pass of tell) pass(7)
    await other.bridge.invoke('queue.summary', {})
    expect([one.face, answers.map((answer) => 'value' in answer && answer.value), revisions]).toEqual([
      'get',
      [
        { name: 'queue.list', input: { view: 'all', offset: 0, limit: 1 } },
        { name: 'queue.summary', input: {} },
      ],
      [7],
    ])
    one.close()
    other.close()
  })

  test('that leaves is forgotten', async () => {
    await listen()
    const client = await attach()
    client.close()
    expect(await client.ended).toBe('lost')
    const second = await attach()
    expect(tell.length).toBe(1)
    second.close()
  })

  test('hears goodbye when the host ends in order, and its open requests fail', async () => {
    const socket = await listen()
    const client = await attach()
    await socket.close()
    expect([await client.ended, (await client.bridge.invoke('queue.summary', {})).ok]).toEqual([
      'closed',
      false,
    ])
    expect(await connectToHost(profile, '1.0.0')).toEqual({ kind: 'absent' })
    expect(existsSync(join(profile, 'local.json'))).toBe(false)
  })

  test('of another version is told which one runs', async () => {
    await listen('2.1.0')
    expect(await connectToHost(profile, '1.0.0')).toEqual({ kind: 'refused', version: '2.1.0' })
    expect(said).toEqual(['it is of another version'])
  })
})

describe.runIf(onUnix)('files', () => {
  test('the socket, its folder and the record are for the owner alone', async () => {
    await listen()
    const address = await addressOf()
    expect([dirname(address), rightsOf(dirname(address)), rightsOf(address)]).toEqual([
      join(profile, 'local'),
      '700',
      '600',
    ])
    expect(rightsOf(join(profile, 'local.json'))).toBe('600')
  })

  test('a profile too deep for a socket gets one in a folder of its own, which goes away with it', async () => {
    const deep = join(profile, 'd'.repeat(60), 'e'.repeat(60))
    mkdirSync(deep, { recursive: true })
    const socket = await listen('1.0.0', deep)
    const address = await addressOf(deep)
    expect([address.startsWith(profile), rightsOf(dirname(address)), rightsOf(address)]).toEqual([
      false,
      '700',
      '600',
    ])
    const client = await attach(deep)
    expect((await client.bridge.invoke('queue.summary', {})).ok).toBe(true)
    client.close()
    await socket.close()
    expect(existsSync(dirname(address))).toBe(false)
  })

  test('what a dead process left is replaced, also in the temporary folder', async () => {
    const abandoned = await mkdtemp(join(tmpdir(), 'reverie-'))
    mkdirSync(join(profile, 'local'))
    writeFileSync(join(profile, 'local', 'socket'), '')
    writeFileSync(join(abandoned, 's'), '')
    await writeRecord(profile, { address: join(abandoned, 's'), secret: 'x'.repeat(43) })
    expect(await connectToHost(profile, '1.0.0')).toEqual({ kind: 'absent' })
    await listen()
    expect([existsSync(abandoned), dirname(await addressOf())]).toEqual([false, join(profile, 'local')])
    ;(await attach()).close()
  })

  test('a link in the place of the folder is not followed', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'))
    symlinkSync(elsewhere, join(profile, 'local'))
    await listen()
    expect([readdirSync(elsewhere), (await addressOf()).startsWith(profile)]).toEqual([[], false])
    await rm(elsewhere, { recursive: true })
  })

  test('a client speaks to nothing in a folder that others may write to, or that is a link', async () => {
    const folder = join(profile, 'open')
    mkdirSync(folder, { mode: 0o700 })
    symlinkSync(folder, join(profile, 'link'))
    const trusted = () => [
      isTrustedAddress(join(folder, 's')),
      isTrustedAddress(join(profile, 'link', 's')),
      isTrustedAddress(join(profile, 'none', 's')),
    ]
    expect(trusted()).toEqual([true, false, false])
    chmodSync(folder, 0o770)
    expect(trusted()).toEqual([false, false, false])
  })
})

test('on Windows the address is a pipe that nobody can guess', () => {
  const names = [1, 2].map(() => {
    const [prepare] = [...localPlaces(profile, { platform: 'win32', temporary: '' })]
    return prepare?.().address ?? ''
  })
  expect(names.map((name) => /^\\\\\.\\pipe\\reverie-[0-9a-f]{32}$/.test(name))).toEqual([true, true])
  expect(new Set(names).size).toBe(2)
})

describe('an impostor', () => {
  test('that does not know the secret is let go by the host', async () => {
    await listen()
    const hello = JSON.stringify({ kind: 'hello', protocol: 1, version: '1.0.0', nonce: 'n'.repeat(43) })
    const heard = await say(`${hello}\n`, `${JSON.stringify({ kind: 'proof', proof: 'p'.repeat(43) })}\n`)
    expect([heard.includes('welcome'), heard.split('\n').length, said]).toEqual([
      false,
      2,
      ['it does not know the secret'],
    ])
  })

  test('in the place of the host is not believed, and the secret is not said to it', async () => {
    await listen()
    const record = await readRecord(profile)
    const address = join(profile, 'local', 'other')
    let heard = ''
    const impostor = createServer((socket) => {
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString()
        const fake = { kind: 'hello', version: '1.0.0', face: 'get', nonce: 'n'.repeat(43) }
        socket.write(`${JSON.stringify({ ...fake, proof: 'p'.repeat(43) })}\n`)
      })
      socket.on('error', () => undefined)
    }).listen(address)
    await once(impostor, 'listening')
    await writeRecord(profile, { address, secret: record?.secret ?? '' })
    expect(await connectToHost(profile, '1.0.0')).toEqual({ kind: 'absent' })
    impostor.close()
    expect([heard.includes('hello'), heard.includes(record?.secret ?? '-')]).toEqual([true, false])
  })
})

describe('nonsense is refused, logged, and harms nobody else', () => {
  test.each<[string, (string | Buffer)[], string]>([
    ['no JSON', ['GET / HTTP/1.1\r\n\r\n'], 'it is no message'],
    ['bytes', [Buffer.from([0, 255, 254, 10])], 'it is no message'],
    ['a number', ['1\n'], 'it is no message'],
    ['another greeting', ['{"kind":"request","id":1,"name":"queue.summary"}\n'], 'it does not greet'],
    ['a line without end', ['x'.repeat(5_000)], 'it is too long'],
    ['a long line', [`${'x'.repeat(5_000)}\n`], 'it is too long'],
    [
      'an old protocol',
      ['{"kind":"hello","protocol":0,"version":"1.0.0","nonce":"short"}\n'],
      'it does not greet',
    ],
  ])('%s', async (_name, messages, reason) => {
    await listen()
    const client = await attach()
    expect([await say(...messages), said]).toEqual(['', [reason]])
    expect((await client.bridge.invoke('queue.summary', {})).ok).toBe(true)
    client.close()
  })

  test('the secret is in no log', async () => {
    await listen()
    await say('x\n')
    const { secret } = JSON.parse(await readFile(join(profile, 'local.json'), 'utf8')) as { secret: string }
    expect(JSON.stringify(said)).not.toContain(secret)
  })
})
