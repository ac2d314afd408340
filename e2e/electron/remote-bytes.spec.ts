// Bytes of remote files in the real window: a thumbnail in an image, a preview in parts, through the page's own scheme and
// with nothing of the site's links in the page (main/security/serve-pages.ts).

import { expect, test } from './reverie-app.ts'

interface Bridge {
  invoke(name: string, input: object): Promise<{ ok: boolean; value: Record<string, never> }>
}

test('a page sees thumbnails and reads previews in parts, and never a link', async ({ start, fake }) => {
  fake.tree.addFile('/photo.png', { sizeBytes: 5_000 })
  fake.tree.addFile('/film.mp4', { sizeBytes: 400_000 })
  const { page } = await start()
  const { email, password } = fake.user
  const seen = await page.evaluate(
    async ({ site, user }) => {
      const { reverie } = globalThis as unknown as { reverie: Bridge }
      const ask = async (name: string, input: object) => {
        const outcome = await reverie.invoke(name, input)
        if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`)
        return outcome.value as Record<string, never> & { account: { id: string }; address: string }
      }
      const { account } = await ask('account.signIn', { site, ...user })
      const accountId = account.id
      const query = new URLSearchParams({ account: accountId, uri: 'cloudreve://my/photo.png', entity: '' })
      const image = new Image()
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve('load')
        image.onerror = () => resolve('error')
      })
      image.src = `/remote/thumbnail?${query.toString()}`
      document.body.append(image)
      const how = await loaded
      const { address } = await ask('preview.open', { accountId, uri: 'cloudreve://my/film.mp4' })
      const part = await fetch(address, { headers: { range: 'bytes=100000-100099' } })
      const bytes = [...new Uint8Array(await part.arrayBuffer())]
      const whole = await (await fetch(address)).arrayBuffer()
      const missing = await fetch('/remote/preview/nothing')
      return {
        how,
        width: image.naturalWidth,
        status: part.status,
        range: part.headers.get('content-range'),
        type: part.headers.get('content-type'),
        bytes,
        length: whole.byteLength,
        missing: missing.status,
      }
    },
    { site: fake.url, user: { email, password } },
  )
  expect(seen).toEqual({
    how: 'load',
    width: 64,
    status: 206,
    range: 'bytes 100000-100099/400000',
    type: 'video/mp4',
    bytes: [...fake.content('/film.mp4').read(100_000, 100_100)],
    length: 400_000,
    missing: 404,
  })
})
