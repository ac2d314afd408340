import { describe, expect, it } from 'vitest'
import { readBlobError } from './blob-error.ts'

const read = (text: string) => readBlobError(new TextEncoder().encode(text))

describe('an error in an envelope', () => {
  it.each([
    [401, 'link-rejected'],
    [403, 'link-rejected'],
    [404, 'link-expired'],
    [40005, 'link-expired'],
    [40020, 'link-rejected'],
    [40071, 'link-rejected'],
    [40077, 'changed-remotely'],
    [40016, 'not-found'],
    [50001, 'server-busy'],
    [50005, 'server-busy'],
    [50006, 'server-busy'],
    [50010, 'server-busy'],
    [12345, 'api-rejected'],
  ])('%i is %s', (code, kind) => {
    expect(read(JSON.stringify({ code, msg: 'sign=secret' }))).toEqual(
      expect.objectContaining({ kind, code, detail: `the link answered with code ${String(code)}` }),
    )
  })

  it.each([
    ['', 'nothing'],
    ['{"code":0,"data":{}}', 'success'],
    ['{"code":"40005"}', 'a code that is no number'],
    ['{"code":1.5}', 'a code that is no whole number'],
    ['[40005]', 'a list'],
    ['null', 'null'],
    ['{"code":400', 'half of one'],
    ['<html>', 'a page'],
    ['{"name":"a file of the user"}', 'another JSON'],
  ])('%s is none (%s)', (text) => {
    expect(read(text)).toBeUndefined()
  })
})
