// The security policy as the page in the real window meets it (main/security/policy.ts has the reasons).

import type { ElectronApplication, Page } from '@playwright/test'
import { builtPreload, expect, test } from './reverie-app.ts'

const elsewhere = 'https://example.org/'

/** Keeps a record instead of opening the user's browser. */
async function catchOpened(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
  })
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
}

/** Runs `act` in the page and answers with the directives it violated. */
const violations = (page: Page, act: string) =>
  page.evaluate(async (source) => {
    const found: string[] = []
    const note = (event: SecurityPolicyViolationEvent) => found.push(event.effectiveDirective)
    document.addEventListener('securitypolicyviolation', note)
    const script = {
      inline: () => addElement('script'),
      style: () => addElement('style'),
      frame: addFrame,
      fetch: tryFetch,
    }
    await script[source as keyof typeof script]()
    // Every one of these is stopped; a slow machine says so late.
    for (let look = 0; look < 100 && found.length === 0; look++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    document.removeEventListener('securitypolicyviolation', note)
    return [...new Set(found)]

    function addElement(tag: 'script' | 'style') {
      const element = document.createElement(tag)
      element.textContent = tag === 'script' ? 'window.injected = true' : 'body { opacity: 0 }'
      document.head.append(element)
    }
    function addFrame() {
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/'
      document.body.append(frame)
    }
    async function tryFetch() {
      await fetch('https://example.org/').catch(() => undefined)
    }
  }, act)

test('the page is sandboxed and has nothing of Node or Electron', async ({ start }) => {
  const { page } = await start()
  expect(page.url()).toBe('app://reverie/index.html')
  expect(
    await page.evaluate(() => ({
      require: typeof (globalThis as Record<string, unknown>)['require'],
      process: typeof (globalThis as Record<string, unknown>)['process'],
      electron: typeof (globalThis as Record<string, unknown>)['electron'],
      secure: isSecureContext,
      bridge: Object.keys((globalThis as unknown as { reverie: object }).reverie).sort(),
      frozen: Object.isFrozen((globalThis as unknown as { reverie: object }).reverie),
    })),
  ).toEqual({
    require: 'undefined',
    process: 'undefined',
    electron: 'undefined',
    secure: true,
    bridge: ['invoke', 'on'],
    frozen: true,
  })
})

test('the content policy stops foreign scripts, styles, frames and requests', async ({ start }) => {
  const { page } = await start()
  expect(await violations(page, 'inline')).toEqual(['script-src-elem'])
  expect(await violations(page, 'style')).toEqual(['style-src-elem'])
  expect(await violations(page, 'frame')).toEqual(['frame-src'])
  expect(await violations(page, 'fetch')).toEqual(['connect-src'])
  expect(await page.evaluate(() => 'injected' in window)).toBe(false)
})

test('the page reaches no file outside the renderer', async ({ start }) => {
  const { page } = await start()
  const statuses = await page.evaluate(async () => {
    const asked = ['/index.html', '/..%2f..%2fpackage.json', '/..%2fmain%2findex.cjs', '/none.js']
    return Promise.all(asked.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([200, 403, 403, 404])
})

test('the page opens no window and goes nowhere; a web address goes to the browser', async ({ start }) => {
  const { app, page } = await start()
  const opened = await catchOpened(app)
  const windows = await page.evaluate(
    (urls) => urls.map((url) => window.open(url) === null),
    [elsewhere, 'file:///etc/passwd', 'javascript:alert(1)', 'https://name:word@example.org/'],
  )
  expect(windows).toEqual([true, true, true, true])
  expect(await opened()).toEqual([elsewhere])

  await page.evaluate((url) => {
    location.href = url
  }, elsewhere)
  await expect.poll(() => page.evaluate(() => location.href)).toBe('app://reverie/index.html')
  expect(app.windows().length).toBe(1)
})

test('the page gets no permission', async ({ start }) => {
  const { page } = await start()
  const answers = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    reading: await navigator.clipboard.readText().then(
      () => 'given',
      (error: Error) => error.name,
    ),
    place: (await navigator.permissions.query({ name: 'geolocation' })).state,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      (error: Error) => error.name,
    ),
  }))
  expect(answers).toEqual({
    notifications: 'denied',
    reading: 'NotAllowedError',
    place: 'denied',
    camera: expect.stringMatching(/Error$/),
  })
})

test('the treaty is all that the page can say', async ({ start }) => {
  const { page } = await start()
  const answers = await page.evaluate(async () => {
    const bridge = (
      globalThis as unknown as { reverie: { invoke(name: string, input: unknown): Promise<unknown> } }
    ).reverie
    const refused = await bridge.invoke('file.exec', {}).catch((error: Error) => error.message)
    return [refused, await bridge.invoke('queue.window', { view: 'all', offset: -1, limit: 10 })]
  })
  expect(answers).toEqual([
    'unknown request',
    { ok: false, failure: { kind: 'invalid-request', remedy: 'give-up', detail: 'queue.window: offset' } },
  ])
})

test('every window of ours has the rules of the policy', async ({ start, startSecond }) => {
  const { app } = await start()
  await startSecond('--quick')
  await expect.poll(() => app.windows().length).toBe(2)
  const rules = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Electron has it, and no type for it.
      const { getLastWebPreferences } = webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const found = getLastWebPreferences.call(webContents)
      const asked = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webviewTag', 'webSecurity']
      return asked.map((name) => found[name] ?? false)
    }),
  )
  expect(rules).toEqual([
    [true, true, false, false, true],
    [true, true, false, false, true],
  ])
})

test('a foreign page that has got hold of our bridge is refused', async ({ start }) => {
  const { app } = await start()
  const answer = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const foreign = new BrowserWindow({
      show: false,
      webPreferences: { preload: preload ?? '', sandbox: true, contextIsolation: true },
    })
    await foreign.loadURL('data:text/html,<h1>Hello</h1>')
    const code = "window.reverie.invoke('account.list', {})"
    const told: unknown = await foreign.webContents.executeJavaScript(code)
    foreign.destroy()
    return told
  }, builtPreload)
  expect(answer).toEqual({
    ok: false,
    failure: { kind: 'invalid-request', remedy: 'give-up', detail: 'sender' },
  })
})
