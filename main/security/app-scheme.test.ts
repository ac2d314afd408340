import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { contentPolicy, createPageServer, filePathOf, type ServePage } from './app-scheme.ts'

const folder = join('/', 'app', 'renderer')

describe('an address means', () => {
  it.each([
    ['the start page', 'app://reverie/', join(folder, 'index.html')],
    ['a file', 'app://reverie/assets/index.js', join(folder, 'assets', 'index.js')],
    ['a file, whatever is asked of it', 'app://reverie/a.js?x=1#y', join(folder, 'a.js')],
    ['a file with a space in its name', 'app://reverie/a%20b.js', join(folder, 'a b.js')],
    ['nothing above the folder', 'app://reverie/..%2f..%2fetc%2fpasswd', undefined],
    ['nothing in a neighbour with a longer name', 'app://reverie/..%2frenderer-old%2fa.js', undefined],
    ['nothing with backslashes', 'app://reverie/..%5c..%5csecret', undefined],
    ['nothing with a zero byte', 'app://reverie/a.js%00.png', undefined],
    ['nothing with a broken percent sequence', 'app://reverie/%E0%A4%A', undefined],
    ['nothing on another host', 'app://other/index.html', undefined],
    ['nothing of another scheme', 'file:///index.html', undefined],
  ])('%s', (_name, url, path) => {
    expect(filePathOf(folder, url)).toBe(path)
  })

  it('the folder itself where dots lead back inside it', () => {
    expect(filePathOf(folder, 'app://reverie/../../etc/passwd')).toBe(join(folder, 'etc', 'passwd'))
  })
})

describe('the page server', () => {
  let serve: ServePage
  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'reverie-pages-'))
    const pages = join(root, 'renderer')
    await mkdir(join(pages, 'assets'), { recursive: true })
    await writeFile(join(pages, 'index.html'), '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">')
    await writeFile(join(pages, 'assets', 'index.js'), 'const a = "__CSP_NONCE__"')
    await writeFile(join(pages, 'notes.txt'), 'not ours to show')
    await writeFile(join(root, 'secret.json'), '{}')
    let loads = 0
    serve = createPageServer(pages, () => `nonce${(loads += 1)}`)
  })

  it('gives every load of the page a nonce of its own, in the page and in the policy', async () => {
    const first = await serve('app://reverie/index.html', 'GET')
    const second = await serve('app://reverie/index.html', 'GET')
    expect([first, second].map((reply) => [reply.status, reply.body.toString(), reply.headers])).toEqual(
      ['nonce1', 'nonce2'].map((nonce) => [
        200,
        `<meta content="${nonce}"><style nonce="${nonce}">`,
        {
          'content-security-policy': contentPolicy(nonce),
          'content-type': 'text/html; charset=utf-8',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cache-control': 'no-store',
        },
      ]),
    )
  })

  it('leaves every other file as it is', async () => {
    const reply = await serve('app://reverie/assets/index.js', 'GET')
    expect([reply.status, reply.body.toString(), reply.headers['content-type']]).toEqual([
      200,
      'const a = "__CSP_NONCE__"',
      'text/javascript; charset=utf-8',
    ])
  })

  it.each([
    ['a missing file', 'app://reverie/none.js', 'GET', 404],
    ['a folder', 'app://reverie/assets', 'GET', 403],
    ['a kind of file that the renderer does not consist of', 'app://reverie/notes.txt', 'GET', 403],
    ['a file outside', 'app://reverie/..%2fsecret.json', 'GET', 403],
    ['anything but reading', 'app://reverie/index.html', 'POST', 403],
  ])('refuses %s', async (_name, url, method, status) => {
    const reply = await serve(url, method)
    expect([reply.status, reply.body.length]).toEqual([status, 0])
  })
})
