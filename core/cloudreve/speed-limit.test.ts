import { expect, test } from 'vitest'
import { hasSpeedLimit } from './speed-limit.ts'

test.each([
  ['https://site.example/api/v4/file/content/abc/0/a%2Fb.bin?sign=x%3A1', false],
  ['https://site.example/api/v4/file/content/abc/1048576/a.bin?sign=x%3A1', true],
  ['https://site.example/sub/api/v4/file/content/abc/7/a.bin?sign=x%3A1', true],
  ['http://slave.example/api/v4/slave/file/content/1/c3Jj/0/a.bin?sign=x', false],
  ['http://slave.example/api/v4/slave/file/content/1/c3Jj/500/a.bin?sign=x', true],
  ['https://bucket.example/content/abc/5/a.bin', false],
])('%s: %s', (url, limited) => {
  expect(hasSpeedLimit(url)).toBe(limited)
})
