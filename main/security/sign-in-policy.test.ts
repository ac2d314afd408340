import { expect, it } from 'vitest'
import { mayNavigate, mayRequest, proxyConfig, signInPreferences } from './sign-in-policy.ts'

it('the page of a site gets no more than ours, and no preload', () => {
  expect(signInPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    navigateOnDragDrop: false,
  })
  expect('preload' in signInPreferences).toBe(false)
})

it.each([
  ['https://cloud.example.org/session/authorize', true, true],
  ['http://127.0.0.1:9999/cb', true, true],
  ['wss://cloud.example.org/live', true, false],
  ['data:image/png;base64,AA', true, false],
  ['blob:https://cloud.example.org/1', true, false],
  ['file:///etc/passwd', false, false],
  ['app://reverie/index.html', false, false],
  ['chrome://settings', false, false],
  ['javascript:alert(1)', false, false],
  ['cloudreve://mount?code=1', false, false],
  ['nonsense', false, false],
])('%s may be requested: %s, shown: %s', (url, request, navigate) => {
  expect([mayRequest(url), mayNavigate(url)]).toEqual([request, navigate])
})

it('goes by the proxy of the account', () => {
  const address = 'http://proxy:3128'
  expect(
    [{ kind: 'system' } as const, { kind: 'none' } as const, { kind: 'manual', address } as const].map(
      (proxy) => proxyConfig({ proxy }),
    ),
  ).toEqual([{ mode: 'system' }, { mode: 'direct' }, { mode: 'fixed_servers', proxyRules: address }])
})
