import { describe, expect, it } from 'vitest'
import { isTrustedSender, originOf } from './sender.ts'

const origins = ['app://reverie', 'http://localhost:5173']
const own = { ownedWindow: true, mainFrame: true, url: 'app://reverie/index.html' }

describe('a sender is trusted', () => {
  it.each([
    ['our own page in our own window', own, true],
    ['the development server where it is allowed', { ...own, url: 'http://localhost:5173/#/queue' }, true],
    ['a window that is not ours', { ...own, ownedWindow: false }, false],
    ['a frame inside our page', { ...own, mainFrame: false }, false],
    ['a frame that is gone', { ...own, url: undefined }, false],
    ['another host of our scheme', { ...own, url: 'app://reverie.evil/index.html' }, false],
    ['another port of the development server', { ...own, url: 'http://localhost:51730/' }, false],
    ['an address that only begins like ours', { ...own, url: 'app://reverie@evil/' }, false],
    ['a blank page', { ...own, url: 'about:blank' }, false],
    ['a file', { ...own, url: 'file:///index.html' }, false],
    ['nonsense', { ...own, url: 'nonsense' }, false],
  ])('%s', (_name, sender, trusted) => {
    expect(isTrustedSender(sender, origins)).toBe(trusted)
  })
})

it('an origin carries scheme, host and port and nothing else', () => {
  expect(['app://reverie/a/b?c#d', 'http://localhost:5173/x', 'data:text/html,x', 'x'].map(originOf)).toEqual(
    ['app://reverie', 'http://localhost:5173', undefined, undefined],
  )
})
