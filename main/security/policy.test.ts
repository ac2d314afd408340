import { describe, expect, it } from 'vitest'
import { contentPolicy, pageOrigin, schemePrivileges } from './app-scheme.ts'
import { allowedPermissions, isAllowedRequest, isOffered, trustedOrigins, webPreferences } from './policy.ts'

it('windows are sandboxed, isolated and without Node', () => {
  expect(webPreferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  })
})

it('no permission is granted but writing to the clipboard', () => {
  expect(allowedPermissions).toEqual(['clipboard-sanitized-write'])
})

it('our scheme is a secure origin that bypasses no content policy', () => {
  expect(schemePrivileges).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
  })
})

it('the content policy allows nothing but our own files, the styles of this load and inline pictures', () => {
  expect(contentPolicy('N')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:; media-src 'self'; connect-src 'self'; " +
      "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
})

it('the development server is trusted only while we develop', () => {
  const server = 'http://localhost:5173/'
  expect([
    trustedOrigins(true, server),
    trustedOrigins(false, undefined),
    trustedOrigins(false, server),
  ]).toEqual([['app://reverie'], ['app://reverie'], ['app://reverie', 'http://localhost:5173']])
})

describe('a request of a page', () => {
  const packaged = ['app://reverie']
  const developing = ['app://reverie', 'http://localhost:5173']
  it.each([
    ['to our own files passes', 'app://reverie/assets/a.js', packaged, true],
    ['to another machine is blocked', 'https://example.org/', packaged, false],
    [
      'to the development server passes while we develop',
      'http://localhost:5173/@vite/client',
      developing,
      true,
    ],
    ['to its live reload passes while we develop', 'ws://localhost:5173/', developing, true],
    ['to the same address is blocked in the packaged app', 'http://localhost:5173/', packaged, false],
    ['to a file is blocked', 'file:///etc/passwd', packaged, false],
    ['to another host of our scheme is blocked', 'app://other/a.js', packaged, false],
    ['for a picture inside the page passes', 'data:image/png;base64,AA==', packaged, true],
    ['for nonsense is blocked', 'nonsense', packaged, false],
  ])('%s', (_name, url, origins, allowed) => {
    expect(isAllowedRequest(url, origins)).toBe(allowed)
  })
})

it('a page saves nothing by itself but a file that the host has offered to be dragged out', () => {
  const urls = ['remote/offer/1', 'remote/preview/1', 'remote/thumbnail?a=b', 'remote/offer', 'assets/a.js']
  expect(urls.map((path) => isOffered(`${pageOrigin}/${path}`))).toEqual([true, false, false, false, false])
  expect(isOffered('https://example.org/remote/offer/1')).toBe(false)
})
