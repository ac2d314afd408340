import { expect, it } from 'vitest'
import { webAddress } from './web-address.ts'

it.each([
  ['https://example.org/a b', 'https://example.org/a%20b'],
  ['HTTP://EXAMPLE.org', 'http://example.org/'],
  ['https://name:word@example.org/', undefined],
  ['file:///etc/passwd', undefined],
  ['javascript:alert(1)', undefined],
  ['smb://server/share', undefined],
  ['app://reverie/index.html', undefined],
  ['not an address', undefined],
])('of %s the browser gets %s', (given, handedOn) => {
  expect(webAddress(given)).toBe(handedOn)
})
