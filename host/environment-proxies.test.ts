// How the environment names proxies, row by row: what curl and Go agree on, and what of them was chosen where they differ.

import { expect, it } from 'vitest'
import { environmentProxies } from './environment-proxies.ts'

const proxy = 'http://proxy.example:3128'

it.each<[Record<string, string>, string, string | undefined]>([
  [{}, 'http://a.example/', undefined],
  [{ http_proxy: proxy }, 'http://a.example/', proxy],
  [{ http_proxy: proxy }, 'https://a.example/', undefined],
  [{ https_proxy: proxy }, 'https://a.example/', proxy],
  [{ HTTPS_PROXY: proxy }, 'https://a.example/', proxy],
  [{ https_proxy: proxy, HTTPS_PROXY: 'http://other:1' }, 'https://a.example/', proxy],
  [{ https_proxy: '', HTTPS_PROXY: proxy }, 'https://a.example/', proxy],
  [{ all_proxy: 'socks5://s:1080' }, 'https://a.example/', 'socks5://s:1080'],
  [{ all_proxy: 'socks5://s:1080', https_proxy: proxy }, 'https://a.example/', proxy],
  [{ https_proxy: 'proxy.example:3128' }, 'https://a.example/', proxy],
  [
    { https_proxy: 'user:pass@proxy.example:3128' },
    'https://a.example/',
    'http://user:pass@proxy.example:3128',
  ],
  [{ all_proxy: proxy }, 'ftp://a.example/', undefined],
  [{ all_proxy: proxy }, 'no address', undefined],
])('%j: %s by %s', (environment, url, expected) => {
  expect(environmentProxies(environment)(url)).toBe(expected)
})

it.each([
  'http://localhost:5212/',
  'http://LOCALHOST/',
  'http://a.localhost/',
  'http://127.0.0.1:8080/',
  'http://127.9.9.9/',
  'http://[::1]:80/',
])('%s is this machine: straight', (url) => {
  expect(environmentProxies({ all_proxy: proxy })(url)).toBeUndefined()
})

it.each<[string, string, boolean]>([
  ['*', 'https://a.example/', false],
  ['a.example', 'https://a.example/', false],
  ['a.example', 'https://A.Example./', false],
  ['a.example', 'https://deep.a.example/', false],
  ['a.example', 'https://nota.example/', true],
  ['.a.example', 'https://deep.a.example/', false],
  ['*.a.example', 'https://deep.a.example/', false],
  ['b.example, a.example', 'https://a.example/', false],
  ['b.example a.example', 'https://a.example/', false],
  ['a.example:8443', 'https://a.example:8443/', false],
  ['a.example:8443', 'https://a.example/', true],
  ['a.example:443', 'https://a.example/', false],
  ['10.1.2.3', 'https://10.1.2.3/', false],
  ['1.2.3', 'https://10.1.2.3/', true],
  ['2.3', 'https://x.2.3.example/', true],
  ['10.0.0.0/8', 'https://10.1.2.3/', false],
  ['10.0.0.0/8', 'https://11.1.2.3/', true],
  ['10.0.0.0/8', 'https://ten.example/', true],
  ['10.0.0.0/99', 'https://10.1.2.3/', true],
  ['fd00::/8', 'https://[fd12::1]/', false],
  ['fd12::1', 'https://[fd12::1]/', false],
  ['[fd12::1]', 'https://[fd12::1]/', false],
  ['[fd12::1]:8443', 'https://[fd12::1]/', true],
  ['[fd12::1]:8443', 'https://[fd12::1]:8443/', false],
  [',', 'https://a.example/', true],
  ['.', 'https://a.example/', true],
  ['http://a.example', 'https://a.example/', true],
])('no_proxy=%s: %s by the proxy: %s', (noProxy, url, proxied) => {
  const proxyOf = environmentProxies({ all_proxy: proxy, no_proxy: noProxy })
  expect(proxyOf(url)).toBe(proxied ? proxy : undefined)
})
