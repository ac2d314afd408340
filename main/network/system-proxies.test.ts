import { describe, expect, it } from 'vitest'
import { readProxyList, systemProxies } from './system-proxies.ts'

it.each([
  ['DIRECT', undefined],
  ['', undefined],
  ['PROXY proxy.example.org:3128', 'http://proxy.example.org:3128'],
  ['PROXY a:1; PROXY b:2; DIRECT', 'http://a:1'],
  ['HTTPS secure:443;DIRECT', 'https://secure:443'],
  ['SOCKS5 socks:1080; DIRECT', 'socks5://socks:1080'],
])('%j means %j', (list, address) => {
  expect(readProxyList(list)).toBe(address)
})

describe('the proxies of the machine', () => {
  const start = (environment = (): string | undefined => undefined) => {
    const asked: string[] = []
    const clock = { nowMs: 0 }
    const session = {
      resolveProxy: (url: string) => {
        asked.push(url)
        return Promise.resolve('PROXY proxy:3128')
      },
    }
    return { asked, clock, proxyOf: systemProxies({ environment, session, now: () => clock.nowMs }) }
  }

  it('are asked once for an origin, and again after a while', async () => {
    const { asked, clock, proxyOf } = start()
    expect(await proxyOf('https://cloud.example.org/a?sign=secret')).toBe('http://proxy:3128')
    expect(proxyOf('https://cloud.example.org/b')).toBe('http://proxy:3128')
    clock.nowMs = 30_000
    await proxyOf('https://cloud.example.org/c')
    expect(asked).toEqual(['https://cloud.example.org', 'https://cloud.example.org'])
  })

  it('are not asked where the environment names one, nor for this machine itself', () => {
    const named = start(() => 'http://env:1')
    expect([named.proxyOf('https://cloud.example.org'), named.asked]).toEqual(['http://env:1', []])
    const local = start()
    const here = ['http://localhost:5212/x', 'http://127.0.0.1:1', 'http://[::1]:2', 'http://a.localhost']
    expect([here.map((url) => local.proxyOf(url)), local.asked]).toEqual([here.map(() => undefined), []])
  })
})
