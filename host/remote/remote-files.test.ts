import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { avatarAddress, hasThumbnail, thumbnailAddress } from '../../contract/remote-routes.ts'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { startTestEngine, uri } from '../../testing/engine/test-engine.ts'
import type { TestEngine } from '../../testing/engine/test-engine.ts'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { toEntryView } from '../rows.ts'
import { createAvatars } from './avatars.ts'
import { createOffers } from './offers.ts'
import type { Offers } from './offers.ts'
import { createPreviews, mostTextBytes } from './previews.ts'
import type { Previews } from './previews.ts'
import { createRemoteFiles } from './remote-files.ts'
import type { RemoteReply, ServeRemote } from './remote-files.ts'
import { createThumbnailCache } from './thumbnail-cache.ts'
import { createThumbnails } from './thumbnails.ts'

let fake: FakeCloudreve
let test: TestEngine
let folder: string
let serve: ServeRemote
let previews: Previews
let offers: Offers

beforeEach(async () => {
  fake = await startFakeCloudreve()
  test = await startTestEngine({ fake })
  folder = await mkdtemp(join(tmpdir(), 'reverie-remote-'))
  const { content } = test.engine()
  previews = createPreviews(content, systemClock)
  const cache = createThumbnailCache(join(folder, 'thumbnails'))
  const thumbnails = createThumbnails({ content, cache, clock: systemClock })
  const avatars = createAvatars({ content, cache, clock: systemClock })
  offers = createOffers(content, systemClock)
  serve = createRemoteFiles({ previews, offers, thumbnails, avatars, logger: { log: () => undefined } })
})
afterEach(async () => {
  await test.close()
  await fake.close()
  await rm(folder, { recursive: true })
})

const ask = async (url: string, options: { range?: string; method?: string; signal?: AbortSignal } = {}) => {
  const { range, method = 'GET', signal = new AbortController().signal } = options
  return (await serve({ url, method, range, signal })) ?? { status: 0 as never, headers: {}, body: undefined }
}

async function bytesOf({ body }: RemoteReply): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function open(path: string) {
  const opened = await previews.open({
    accountId: test.accountId,
    uri: uri(`cloudreve://my${path}`),
    entityId: undefined,
  })
  if (opened.kind === 'none') throw new Error(opened.reason)
  return opened
}

async function entryOf(path: string) {
  const found = await test.engine().browser.info(test.accountId, uri(`cloudreve://my${path}`))
  return toEntryView(found)
}

describe('the picture of a person', () => {
  const askFor = (userId: string) => ask(avatarAddress(test.accountId, userId))
  const asked = () => fake.requests.filter(({ kind }) => kind === 'avatar').length

  it('comes from the site, and for the rest of the day from the disk', async () => {
    fake.user.setAvatar('file')
    const first = await askFor(fake.user.id)
    expect([first.status, first.headers['content-type']]).toEqual([200, 'image/png'])
    const picture = await bytesOf(first)
    expect([await bytesOf(await askFor(fake.user.id)), asked()]).toEqual([picture, 1])
  })
  it('that is not there, or would be another site’s, is nothing at all and no error', async () => {
    const other = fake.addUser({ email: 'other@example.org', password: 'x' })
    other.setAvatar('gravatar')
    const statuses = [fake.user.id, other.id, 'nobody'].map(async (id) => (await askFor(id)).status)
    expect([await Promise.all(statuses), asked()]).toEqual([[204, 204, 204], 0])
  })
  it('is asked for with nothing but the user’s id', async () => {
    fake.user.setAvatar('file')
    await askFor(fake.user.id)
    expect(fake.requests.find(({ kind }) => kind === 'avatar')).toMatchObject({
      path: `/api/v4/user/avatar/${fake.user.id}`,
      hasAuthorization: false,
    })
  })
})

describe('a thumbnail', () => {
  beforeEach(() => {
    fake.tree.addFile('/a.png', { sizeBytes: 1000 })
    fake.tree.addFile('/b.txt', { text: 'b' })
  })
  const asked = () => fake.requests.filter(({ kind }) => kind === 'thumb').length

  it('comes from the site as the picture it is, and the next time from the disk', async () => {
    const address = thumbnailAddress(test.accountId, await entryOf('/a.png'))
    const first = await ask(address)
    expect([first.status, first.headers['content-type'], first.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'private, max-age=600',
    ])
    const picture = await bytesOf(first)
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(await bytesOf(await ask(address))).toEqual(picture)
    expect([asked(), (await readdir(join(folder, 'thumbnails'))).length]).toEqual([1, 1])
  })
  it('that the site does not have is not there, quietly, and is not asked for again', async () => {
    const address = thumbnailAddress(test.accountId, await entryOf('/b.txt'))
    expect([(await ask(address)).status, (await ask(address)).status, asked()]).toEqual([404, 404, 1])
  })
  it('that is no picture is not handed on as one', async () => {
    fake.faults.add({ on: 'content', fault: faults.html() })
    expect((await ask(thumbnailAddress(test.accountId, await entryOf('/a.png')))).status).toBe(404)
  })
  it('is not fetched for somebody who has scrolled on', async () => {
    const gone = new AbortController()
    gone.abort()
    const address = thumbnailAddress(test.accountId, await entryOf('/a.png'))
    expect([(await ask(address, { signal: gone.signal })).status, asked()]).toEqual([404, 0])
    expect((await ask(address)).status).toBe(200)
  })
  it('is asked for a few at a time', async () => {
    for (let n = 0; n < 12; n++) fake.tree.addFile(`/many/${n}.png`, { sizeBytes: 10 + n })
    let most = 0
    let running = 0
    const { content } = test.engine()
    const thumbnails = createThumbnails({
      clock: systemClock,
      cache: {
        read: () => Promise.resolve(undefined),
        write: () => Promise.resolve(),
        keepOnly: () => Promise.resolve(),
      },
      content: {
        thumbnail: async (...wish) => {
          most = Math.max(most, (running += 1))
          return content.thumbnail(...wish).finally(() => (running -= 1))
        },
      },
    })
    const all = Array.from({ length: 12 }, (_, n) => {
      const wish = {
        accountId: test.accountId,
        uri: uri(`cloudreve://my/many/${n}.png`),
        entityId: String(n),
      }
      return thumbnails.get(wish, new AbortController().signal)
    })
    expect((await Promise.all(all)).map((found) => found?.type)).toEqual(Array(12).fill('image/png'))
    expect(most).toBe(4)
  })
  it('address of nonsense is nothing', async () => {
    const nonsense = [
      '?account=a',
      '?account=a&uri=x&entity=',
      '?account=a&uri=cloudreve%3A%2F%2Fa%3Ab%40share&entity=',
    ]
    const statuses = await Promise.all(nonsense.map((query) => ask(`/remote/thumbnail${query}`)))
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404])
  })
  it('is expected of files only, by their ending', async () => {
    const extensions = new Set(['png'])
    const file = await entryOf('/a.png')
    expect([
      hasThumbnail(file, extensions),
      hasThumbnail({ ...file, noThumbnail: true }, extensions),
      hasThumbnail({ ...file, name: 'png' }, extensions),
      hasThumbnail({ ...file, kind: 'folder' }, extensions),
    ]).toEqual([true, false, false, false])
  })
})

describe('the cache of thumbnails', () => {
  it('stays below its cap, and lets the longest unused go', async () => {
    const cache = createThumbnailCache(join(folder, 'small'), 1_000)
    for (let n = 0; n < 15; n++) await cache.write('x', `key ${n}`, new Uint8Array(100))
    const [own = ''] = await readdir(join(folder, 'small'))
    const kept = await readdir(join(folder, 'small', own))
    expect(kept.length).toBeLessThanOrEqual(10)
    expect(await cache.read('x', 'key 14')).toBeDefined()
  })
  it('has nothing more of an account that is signed out, nor takes what comes late', async () => {
    const place = join(folder, 'accounts')
    const cache = createThumbnailCache(place)
    for (const account of ['ada', 'ben']) await cache.write(account, 'sea.jpg', new Uint8Array([1]))
    await writeFile(join(place, 'of an older version'), 'x')
    await cache.keepOnly(['ben'])
    await cache.write('ada', 'late.jpg', new Uint8Array([1]))
    expect(await readdir(place)).toHaveLength(1)
    expect([await cache.read('ada', 'sea.jpg'), (await cache.read('ben', 'sea.jpg'))?.length]).toEqual([
      undefined,
      1,
    ])
    await cache.keepOnly(['ada', 'ben'])
    await cache.write('ada', 'again.jpg', new Uint8Array([1]))
    expect(await cache.read('ada', 'again.jpg')).toHaveLength(1)
  })
  it('on a disk that refuses is no trouble', async () => {
    const cache = createThumbnailCache('/dev/null/nowhere')
    await cache.write('x', 'key', new Uint8Array(1))
    expect(await cache.read('x', 'key')).toBe(undefined)
  })
})

describe('a preview', () => {
  it('is read in the parts that a player asks for', async () => {
    fake.tree.addFile('/film.mp4', { sizeBytes: 300_000 })
    const { address, kind, mediaType } = await open('/film.mp4')
    expect([kind, mediaType]).toEqual(['video', 'video/mp4'])
    const part = await ask(address, { range: 'bytes=100000-199999' })
    expect([part.status, part.headers['content-range'], part.headers['content-length']]).toEqual([
      206,
      'bytes 100000-199999/300000',
      '100000',
    ])
    expect(await bytesOf(part)).toEqual(Buffer.from(fake.content('/film.mp4').read(100_000, 200_000)))
    const whole = await ask(address)
    expect([whole.status, (await bytesOf(whole)).length]).toEqual([200, 300_000])
    expect((await ask(address, { range: 'bytes=300000-' })).status).toBe(416)
  })
  it('goes on where a link ended, and asks for as few links as it can', async () => {
    fake.tree.addFile('/film.mp4', { sizeBytes: 300_000 })
    const { address } = await open('/film.mp4')
    await bytesOf(await ask(address))
    await bytesOf(await ask(address, { range: 'bytes=5-9' }))
    const links = () => fake.requests.filter(({ kind }) => kind === 'url').length
    expect(links()).toBe(1)
    fake.faults.add({ on: 'content', fault: faults.expireNow() })
    expect((await bytesOf(await ask(address))).length).toBe(300_000)
    expect(links()).toBe(2)
  })
  it('of a text is UTF-8 whatever it was, and cut where it is too long', async () => {
    fake.tree.addFile('/notes.txt', { bytes: Buffer.from('d\xe9j\xe0 vu', 'latin1') })
    fake.tree.addFile('/long.log', { text: 'ü'.repeat(mostTextBytes) })
    const notes = await ask((await open('/notes.txt')).address)
    expect([notes.headers['content-type'], (await bytesOf(notes)).toString()]).toEqual([
      'text/plain; charset=utf-8',
      'déjà vu',
    ])
    const long = await open('/long.log')
    expect([long.truncated, (await bytesOf(await ask(long.address))).toString()]).toEqual([
      true,
      'ü'.repeat(mostTextBytes / 2),
    ])
  })
  it('of something that only has the name of a text is nothing', async () => {
    fake.tree.addFile('/fake.txt', { bytes: Uint8Array.of(1, 0, 2) })
    expect((await ask((await open('/fake.txt')).address)).status).toBe(404)
  })
  it.each([
    ['/page.html', 'text', 'text/plain; charset=utf-8'],
    ['/drawing.svg', 'image', 'image/svg+xml'],
    ['/paper.pdf', 'pdf', 'application/pdf'],
    ['/read.md', 'markdown', 'text/plain; charset=utf-8'],
  ])('never runs: %s is %s, of our own type, and sandboxed', async (path, kind, type) => {
    fake.tree.addFile(path, { text: '<script>alert(1)</script>' })
    const opened = await open(path)
    const { headers } = await ask(opened.address)
    expect([opened.kind, headers['content-type'], headers['x-content-type-options']]).toEqual([
      kind,
      type,
      'nosniff',
    ])
    expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox")
  })
  it('is refused for what a page cannot show, for what is too large, and for an upload under way', async () => {
    fake.tree.addFile('/a.exe', { sizeBytes: 1 })
    fake.tree.addFile('/big.png', { sizeBytes: 200_000_000 })
    fake.tree.addFile('/half.png', { uploading: true })
    const reasonOf = async (path: string) => {
      const file = { accountId: test.accountId, uri: uri(`cloudreve://my${path}`), entityId: undefined }
      const opened = await previews.open(file)
      return opened.kind === 'none' ? opened.reason : opened.kind
    }
    expect([await reasonOf('/a.exe'), await reasonOf('/big.png'), await reasonOf('/half.png')]).toEqual([
      'kind',
      'size',
      'uploading',
    ])
  })
  it('of an older version shows that one', async () => {
    const { entityId } = fake.tree.addFile('/a.txt', { text: 'old' })
    fake.tree.writeVersion('/a.txt', { text: 'new' })
    const opened = await previews.open({
      accountId: test.accountId,
      uri: uri('cloudreve://my/a.txt'),
      entityId,
    })
    if (opened.kind === 'none') throw new Error(opened.reason)
    expect((await bytesOf(await ask(opened.address))).toString()).toBe('old')
  })
  it('that is left open does not keep the host from ending', async () => {
    fake.tree.addFile('/a.txt', { text: 'a' })
    const clock = createManualClock()
    const own = createPreviews(test.engine().content, clock)
    await own.open({ accountId: test.accountId, uri: uri('cloudreve://my/a.txt'), entityId: undefined })
    expect(clock.pending()).toBe(1)
    own.dispose()
    expect(clock.pending()).toBe(0)
  })
  it('is over once it is closed; nobody guesses another', async () => {
    fake.tree.addFile('/a.txt', { text: 'a' })
    const { address, previewId } = await open('/a.txt')
    previews.close(previewId)
    expect([(await ask(address)).status, (await ask('/remote/preview/../../secret')).status]).toEqual([
      404, 0,
    ])
    expect((await ask(address, { method: 'POST' })).status).toBe(405)
  })
  it('that cannot be had says so by its status, without a word of the link', async () => {
    fake.tree.addFile('/a.png', { sizeBytes: 100 })
    const { address } = await open('/a.png')
    fake.faults.add({ on: 'content', times: 9, fault: faults.status(500) })
    const reply = await ask(address)
    expect([reply.status, reply.body]).toEqual([502, undefined])
    expect(JSON.stringify(reply.headers)).not.toContain('sign')
  })
})

describe('a file that is dragged out', () => {
  it('is fetched whole under its own name, and never shown as a page', async () => {
    const name = 'Müller’s "plan"; 2.html'
    fake.tree.addFile(`/${name}`, { sizeBytes: 300_000 })
    const address = offers.make(test.accountId, uri(`cloudreve://my/${encodeURIComponent(name)}`))
    const reply = await ask(address, { range: 'bytes=5-9' })
    const {
      'content-type': type,
      'content-disposition': disposition,
      'content-length': length,
    } = reply.headers
    expect([reply.status, type, length]).toEqual([200, 'application/octet-stream', '300000'])
    expect(disposition).toBe("attachment; filename*=UTF-8''M%C3%BCller%E2%80%99s%20%22plan%22%3B%202.html")
    expect(await bytesOf(reply)).toEqual(Buffer.from(fake.content(`/${name}`).read(0, 300_000)))
  })
  it('is fetched whatever the site calls it', async () => {
    fake.tree.addFile('/a.txt', { text: 'a' })
    const { content } = test.engine()
    const open: typeof content.open = async (...wanted) => ({
      ...(await content.open(...wanted)),
      name: 'half \ud83d',
    })
    offers = createOffers({ ...content, open }, systemClock)
    const files = createRemoteFiles({
      previews,
      offers,
      thumbnails: { get: () => Promise.resolve(undefined) },
      avatars: { get: () => Promise.resolve(undefined) },
      logger: { log: () => undefined },
    })
    const url = offers.make(test.accountId, uri('cloudreve://my/a.txt'))
    const signal = new AbortController().signal
    const reply = await files({ method: 'HEAD', url, range: undefined, signal })
    expect(reply?.headers['content-disposition']).toBe("attachment; filename*=UTF-8''half%20%EF%BF%BD")
  })
  it('asks the site nothing before somebody takes it', async () => {
    fake.tree.addFile('/a.txt', { text: 'a' })
    const before = fake.requests.length
    const address = offers.make(test.accountId, uri('cloudreve://my/a.txt'))
    expect(fake.requests.length).toBe(before)
    expect((await bytesOf(await ask(address))).toString()).toBe('a')
  })
  it('is offered for a while only, and to nobody who guesses', async () => {
    fake.tree.addFile('/a.txt', { text: 'a' })
    const first = offers.make(test.accountId, uri('cloudreve://my/a.txt'))
    for (let n = 0; n < 64; n++) offers.make(test.accountId, uri('cloudreve://my/a.txt'))
    expect((await ask(first)).status).toBe(404)
    expect((await ask('/remote/offer/guess')).status).toBe(404)
    const clock = createManualClock()
    const later = createOffers(test.engine().content, clock)
    const idOf = (address: string) => address.slice(address.lastIndexOf('/') + 1)
    const id = idOf(later.make(test.accountId, uri('cloudreve://my/a.txt')))
    clock.advance(600_000)
    expect((await later.take(id))?.name).toBe('a.txt')
    clock.advance(1)
    expect(later.take(id)).toBe(undefined)
    // A timer would keep the host from ending.
    expect(clock.pending()).toBe(0)
    const gone = offers.make(test.accountId, uri('cloudreve://my/gone.txt'))
    expect((await ask(gone)).status).toBe(404)
  })
})
