// What only the fake can show: its clock, captcha, second factor, settings and content. What it shares with a real
// server is checked by the conformance suite.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeCloudreve, totpCode, zeroEntityId, type FakeCloudreve } from './index.ts'
import { pageBytes } from './pattern.ts'
import { rawGet, type RawAnswer } from './raw-get.ts'
import { signIn } from './test-session.ts'

let fake: FakeCloudreve
beforeEach(async () => {
  fake = await startFakeCloudreve()
})
afterEach(() => fake.close())

const parse = (answer: RawAnswer): { code: number; data: Record<string, unknown> } =>
  JSON.parse(answer.body.toString('utf8')) as { code: number; data: Record<string, unknown> }
const post = async (path: string, json: unknown) =>
  parse(await rawGet(`${fake.url}/api/v4${path}`, { method: 'POST', body: JSON.stringify(json) }))
const codeOf = async (url: string): Promise<number> => parse(await rawGet(url)).code

test('a range of gigabytes away reads as the expectation says, and every page differs from every other', async () => {
  const gib = 1_073_741_824
  fake.tree.addFile('/huge.bin', { sizeBytes: 6 * gib + 5 })
  fake.tree.addFile('/twin.bin', { sizeBytes: 6 * gib + 5 })
  const session = await signIn(fake)
  const range = `bytes=${String(5 * gib - 3)}-${String(5 * gib + 99_996)}`
  const answer = await rawGet(await session.link('/huge.bin'), { headers: { range } })
  const { read } = fake.content('/huge.bin')
  const pages = [0, pageBytes, 257 * pageBytes, 4 * gib, 5 * gib].map((at) =>
    Buffer.from(read(at, at + pageBytes)).toString('hex'),
  )
  const twin = Buffer.from(fake.content('/twin.bin').read(0, pageBytes)).toString('hex')
  expect(answer.body.equals(Buffer.from(read(5 * gib - 3, 5 * gib + 99_997)))).toBe(true)
  expect(new Set([...pages, twin]).size).toBe(6)
})

test('the digest is that of the bytes served', async () => {
  fake.tree.addFile('/a.bin', { sizeBytes: 5_000_000 })
  const session = await signIn(fake)
  const { body } = await rawGet(await session.link('/a.bin'))
  expect(createHash('sha256').update(body).digest('hex')).toBe(fake.content('/a.bin').sha256())
})

test('versions keep their bytes until they are dropped, and an unfinished upload has none', async () => {
  const first = fake.tree.addFile('/a.txt', { text: 'one' })
  const second = fake.tree.writeVersion('/a.txt', { text: 'two' })
  const session = await signIn(fake)
  const pinned = await session.link('/a.txt', { entity: first.entityId })
  expect(second.entityIds).toEqual([first.entityId, second.entityId])
  expect((await rawGet(pinned)).body.toString('utf8')).toBe('one')
  fake.tree.dropEntity(first.entityId)
  expect(await codeOf(pinned)).toBe(40077)
  const uploading = fake.tree.addFile('/up.bin', { uploading: true })
  expect([uploading.entityId, uploading.sizeBytes]).toEqual([zeroEntityId, 0])
  expect((await rawGet(await session.link('/up.bin'))).body.length).toBe(0)
})

test('without version keeping the old bytes go at once', () => {
  fake.settings.keepVersions = false
  const first = fake.tree.addFile('/a.txt', { text: 'one' })
  const second = fake.tree.writeVersion('/a.txt', { text: 'two' })
  expect(second.entityIds).toEqual([second.entityId])
  expect(() => fake.contentOfEntity(first.entityId)).toThrow(`no entity ${first.entityId}`)
})

test('links, tokens and shares end by the server clock', async () => {
  fake.tree.addFile('/a.txt', { text: 'one' })
  const share = fake.shares.add('/a.txt', { expiresAtMs: fake.clock.nowMs() + 30_000 })
  const session = await signIn(fake)
  const url = await session.link('/a.txt')
  fake.clock.advance(31_000)
  expect(await codeOf(`${fake.url}/api/v4/share/info/${share.id}`)).toBe(404)
  expect(parse(await session.get('/user/me')).code).toBe(0)
  fake.clock.advance(3_600_000)
  expect(await codeOf(url)).toBe(40005)
  expect(parse(await session.get('/user/me')).code).toBe(401)
  expect((await post('/session/token/refresh', { refresh_token: session.refreshToken })).code).toBe(0)
  fake.clock.advance(1_209_600_000)
  expect((await post('/session/token/refresh', { refresh_token: session.refreshToken })).code).toBe(40020)
})

test('a cached link is handed out until the margin, a fresh one on request', async () => {
  fake.tree.addFile('/a.txt', { text: 'one' })
  fake.settings.accessTtlSeconds = 36_000
  const session = await signIn(fake)
  const first = await session.link('/a.txt')
  fake.clock.advance(2_999_000)
  expect(await session.link('/a.txt')).toBe(first)
  expect(await session.link('/a.txt', { no_cache: true })).not.toBe(first)
  fake.clock.advance(3_000_000)
  expect(await codeOf(first)).toBe(40005)
})

test('a changed password ends the refresh token, a banned account everything', async () => {
  const session = await signIn(fake)
  fake.user.changePassword('another password')
  expect((await post('/session/token/refresh', { refresh_token: session.refreshToken })).code).toBe(40020)
  fake.user.setStatus('banned')
  expect(parse(await session.get('/user/me')).code).toBe(50001)
  expect((await post('/session/token', { email: fake.user.email, password: 'another password' })).code).toBe(
    40017,
  )
})

test('a captcha is asked for, solved once, and refused the second time', async () => {
  fake.settings.loginCaptcha = true
  const { email, password } = fake.user
  const { data } = parse(await rawGet(`${fake.url}/api/v4/site/captcha`))
  const ticket = String(data['ticket'])
  const solved = { email, password, ticket, captcha: fake.captchaSolution(ticket) }
  expect((await post('/session/token', { email, password })).code).toBe(40026)
  expect((await post('/session/token', solved)).code).toBe(0)
  expect((await post('/session/token', solved)).code).toBe(40026)
})

test('a second factor takes a real code, after any number of wrong ones', async () => {
  const otpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const user = fake.addUser({ email: 'two@example.org', password: 'long enough', otpSecret })
  const asked = (await post('/session/token', { email: user.email, password: user.password })) as {
    code: number
    data: unknown
  }
  const answer = (otp: string) => post('/session/token/2fa', { session_id: asked.data, otp })
  const code = totpCode(otpSecret, fake.clock.nowMs())
  const wrong = code === '000000' ? '000001' : '000000'
  expect(asked.code).toBe(203)
  expect((await answer(wrong)).code).toBe(40022)
  expect((await answer(code)).code).toBe(0)
  expect((await answer(code)).code).toBe(404)
})

test('one-time codes are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const codes = [59, 1_111_111_109, 1_234_567_890, 20_000_000_000].map((seconds) =>
    totpCode(secret, seconds * 1000),
  )
  expect(codes).toEqual(['287082', '081804', '005924', '353130'])
})

test('archives need the permission, foreign accounts see nothing, visitors may be shut out', async () => {
  fake.tree.addFile('/a.txt', { text: 'one' })
  const share = fake.shares.add('/a.txt')
  const session = await signIn(fake)
  const stranger = await signIn(fake, fake.addUser({ email: 'other@example.org', password: 'long enough' }))
  const archive = { uris: ['cloudreve://my/a.txt'], archive: true }
  expect(parse(await session.post('/file/url', archive)).code).toBe(40007)
  fake.settings.archiveAllowed = true
  expect(parse(await session.post('/file/url', archive)).code).toBe(0)
  const id = fake.tree.stat('/a.txt')?.id ?? ''
  expect(parse(await stranger.get(`/file/info?id=${id}`)).code).toBe(40082)
  expect(parse(await stranger.get(`/file?uri=cloudreve%3A%2F%2F${fake.user.id}%40my`)).code).toBe(403)
  fake.settings.anonymousShares = false
  expect(await codeOf(`${fake.url}/api/v4/file?uri=cloudreve%3A%2F%2F${share.id}%40share`)).toBe(40088)
})

test('a naive walk loses files when a page ends with the last folder, as it does on the real server', async () => {
  for (const name of ['m', 'n']) fake.tree.addFolder(`/${name}`)
  for (const name of ['a', 'z']) fake.tree.addFile(`/${name}`, { text: name })
  const session = await signIn(fake)
  const list = '/file?uri=cloudreve%3A%2F%2Fmy&order_by=name&order_direction=asc&page_size=2'
  const first = parse(await session.get(list)).data['pagination'] as { next_token: string }
  const second = parse(await session.get(`${list}&next_page_token=${encodeURIComponent(first.next_token)}`))
  expect((second.data['files'] as { name: string }[]).map((file) => file.name)).toEqual(['z'])
})

test('requests are recorded with what a test asks about', async () => {
  fake.tree.addFile('/a.txt', { text: 'one' })
  const session = await signIn(fake)
  const url = await session.link('/a.txt')
  fake.clearRequests()
  await rawGet(url, { headers: { range: 'bytes=0-1' } })
  const [record] = fake.requests
  expect(record).toMatchObject({
    listener: 'site',
    kind: 'content',
    method: 'GET',
    path: new URL(url).pathname,
    range: 'bytes=0-1',
    hasAuthorization: false,
    status: 206,
    bytesSent: 2,
    finished: true,
  })
})

test('closing frees the port even while a download is under way', async () => {
  fake.tree.addFile('/big.bin', { sizeBytes: 1_000_000_000 })
  const url = await (await signIn(fake)).link('/big.bin')
  const running = rawGet(url)
  while (!fake.requests.some((record) => record.bytesSent > 0))
    await new Promise((resolve) => setImmediate(resolve))
  const port = Number(new URL(fake.url).port)
  await fake.close()
  expect((await running).ended).not.toBe('complete')
  fake = await startFakeCloudreve({ port })
  expect(new URL(fake.url).port).toBe(String(port))
})
