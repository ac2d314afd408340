// Every row of cloudreve-api.md sections 6.1 and 6.2 that a download can meet, and heads that contradict themselves.

import { describe, expect, it } from 'vitest'
import { judgeAnswer, retryAfter } from './response-guard.ts'
import type { AskedFor, Verdict } from './response-guard.ts'

const sizeBytes = 1000
const resume: AskedFor = { start: 400, end: 1000, sizeBytes }
const fresh: AskedFor = { start: 0, end: 1000, sizeBytes }
const plain: AskedFor = { end: 1000, sizeBytes }
const file = { etag: '"e1"', 'accept-ranges': 'bytes', 'content-type': 'video/mp4' }
const json = { 'content-type': 'application/json; charset=utf-8' }
const range = (text: string, length?: number) => ({
  ...file,
  'content-range': text,
  ...(length === undefined ? {} : { 'content-length': String(length) }),
})
const bytes = (start: number, end: number, rest: object = { etag: '"e1"' }) => ({
  kind: 'bytes',
  start,
  end,
  ...rest,
})
const refused = (kind: string) => ({ kind: 'refused', failure: expect.objectContaining({ kind }) as unknown })

const rows: [string, AskedFor, number, Record<string, string>, unknown][] = [
  ['206 exact', resume, 206, range('bytes 400-999/1000', 600), bytes(400, 1000)],
  ['206 from the start', fresh, 206, range('bytes 0-999/1000', 1000), bytes(0, 1000)],
  ['206 without Content-Length', resume, 206, range('bytes 400-999/1000'), bytes(400, 1000)],
  ['206 with less than asked', resume, 206, range('bytes 400-499/1000', 100), bytes(400, 500)],
  ['206 though nothing was asked', plain, 206, range('bytes 0-999/1000', 1000), bytes(0, 1000)],
  [
    '206 with another start, though nothing was asked',
    plain,
    206,
    range('bytes 1-999/1000', 999),
    refused('range-refused'),
  ],
  ['206 with a later start', resume, 206, range('bytes 401-999/1000', 599), refused('range-refused')],
  ['206 with an earlier start', resume, 206, range('bytes 0-999/1000', 1000), refused('range-refused')],
  [
    '206 with more than asked',
    { ...resume, end: 500 },
    206,
    range('bytes 400-500/1000', 101),
    refused('range-refused'),
  ],
  [
    '206 with its end before its start',
    resume,
    206,
    range('bytes 400-399/1000', 0),
    refused('range-refused'),
  ],
  ['206 with another total', resume, 206, range('bytes 400-999/1001', 600), refused('changed-remotely')],
  ['206 with an unknown total', resume, 206, range('bytes 400-999/*', 600), refused('answer-unfit')],
  ['206 without Content-Range', resume, 206, { ...file, 'content-length': '600' }, refused('answer-unfit')],
  [
    '206 with two Content-Ranges',
    resume,
    206,
    range('bytes 400-999/1000, bytes 0-1/1000'),
    refused('answer-unfit'),
  ],
  ['206 in another unit', resume, 206, range('items 400-999/1000'), refused('answer-unfit')],
  [
    '206 multipart',
    resume,
    206,
    { ...file, 'content-type': 'multipart/byteranges; boundary=x', 'content-length': '900' },
    refused('answer-unfit'),
  ],
  ['206 whose lengths contradict', resume, 206, range('bytes 400-999/1000', 599), refused('answer-unfit')],
  [
    '206 gzip',
    resume,
    206,
    { ...range('bytes 400-999/1000', 600), 'content-encoding': 'gzip' },
    refused('answer-unfit'),
  ],
  [
    '206 identity',
    resume,
    206,
    { ...range('bytes 400-999/1000', 600), 'content-encoding': 'identity' },
    bytes(400, 1000),
  ],
  [
    '206 with the known ETag',
    { ...resume, etag: '"e1"' },
    206,
    range('bytes 400-999/1000', 600),
    bytes(400, 1000),
  ],
  [
    '206 with another ETag',
    { ...resume, etag: '"e0"' },
    206,
    range('bytes 400-999/1000', 600),
    refused('changed-remotely'),
  ],
  [
    '206 with a weak ETag',
    { ...resume, etag: '"e0"' },
    206,
    { ...range('bytes 400-999/1000', 600), etag: 'W/"e2"' },
    bytes(400, 1000, {}),
  ],
  ['200 whole, ranges ignored', resume, 200, { ...file, 'content-length': '1000' }, bytes(0, 1000)],
  ['200 whole', plain, 200, { ...file, 'content-length': '1000' }, bytes(0, 1000)],
  [
    '200 whole of a CDN that says little',
    plain,
    200,
    { 'content-type': 'application/octet-stream', 'content-length': '1000' },
    bytes(0, 1000, {}),
  ],
  [
    '200 whole, a JSON file',
    plain,
    200,
    { ...file, 'content-type': 'application/json', 'content-length': '1000' },
    bytes(0, 1000),
  ],
  [
    '200 with another ETag',
    { ...plain, etag: '"e0"' },
    200,
    { ...file, 'content-length': '1000' },
    refused('changed-remotely'),
  ],
  ['200 of another length', plain, 200, { ...file, 'content-length': '999' }, refused('answer-unfit')],
  ['200 of length 0', plain, 200, { ...file, 'content-length': '0' }, refused('answer-unfit')],
  [
    '200 of an odd length',
    plain,
    200,
    { ...file, 'content-length': '1e3' },
    bytes(0, 1000, { etag: '"e1"', provisional: true }),
  ],
  ['200 of unknown length', plain, 200, file, bytes(0, 1000, { etag: '"e1"', provisional: true })],
  ['200 of unknown length that says nothing', plain, 200, {}, bytes(0, 1000, { provisional: true })],
  ['200 a JSON file of unknown length', plain, 200, { ...file, ...json }, refused('answer-unfit')],
  ['200 an envelope', plain, 200, { ...json, 'content-length': '80' }, { kind: 'envelope' }],
  [
    '200 an envelope in the file’s length',
    plain,
    200,
    { ...json, 'content-length': '1000' },
    { kind: 'envelope' },
  ],
  ['200 an envelope in chunks', plain, 200, json, { kind: 'envelope' }],
  ['200 problem+json', plain, 200, { 'content-type': 'application/problem+json' }, { kind: 'envelope' }],
  [
    '200 a login page',
    plain,
    200,
    { 'content-type': 'text/html; charset=utf-8', 'content-length': '90' },
    refused('answer-unfit'),
  ],
  ['200 a login page in chunks', plain, 200, { 'content-type': 'text/html' }, refused('answer-unfit')],
  [
    '200 gzip',
    plain,
    200,
    { ...file, 'content-encoding': 'gzip', 'content-length': '1000' },
    refused('answer-unfit'),
  ],
  ['416 with the same total', resume, 416, { 'content-range': 'bytes */1000' }, refused('range-refused')],
  ['416 with another total', resume, 416, { 'content-range': 'bytes */300' }, refused('changed-remotely')],
  ['416 without a total', resume, 416, {}, refused('range-refused')],
  ['401', resume, 401, {}, refused('link-rejected')],
  ['403 XML of a bucket', resume, 403, { 'content-type': 'application/xml' }, refused('link-rejected')],
  ['410', resume, 410, {}, refused('link-rejected')],
  ['404 blob missing', resume, 404, { 'content-type': 'text/plain' }, refused('not-found')],
  ['407', resume, 407, {}, refused('proxy-sign-in')],
  ['429', resume, 429, {}, refused('server-busy')],
  ['500', resume, 500, {}, refused('server-busy')],
  ['503', resume, 503, { 'retry-after': '7' }, refused('server-busy')],
  ['204', resume, 204, {}, refused('answer-unfit')],
  ['302 that was not followed', resume, 302, { location: 'http://other' }, refused('answer-unfit')],
  ['304', resume, 304, {}, refused('answer-unfit')],
  ['412', resume, 412, {}, refused('answer-unfit')],
]

describe('the response guard', () => {
  it.each(rows)('%s', (_name, asked, status, headers, expected) => {
    expect(judgeAnswer(asked, { status, headers }, 0)).toEqual(expected)
  })

  it('lets bytes through only where their place in the file is certain', () => {
    for (const [, asked, status, headers] of rows) {
      const verdict: Verdict = judgeAnswer(asked, { status, headers }, 0)
      if (verdict.kind !== 'bytes') continue
      expect([0, asked.start ?? 0]).toContain(verdict.start)
      expect(verdict.end).toBeLessThanOrEqual(asked.sizeBytes)
    }
  })
})

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 1)

  it.each([
    ['7', now + 7_000],
    ['0', now + 1_000],
    ['999999', now + 3_600_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', now + 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', now + 1_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s', (value, expected) => {
    expect(retryAfter(value, now)).toBe(expected)
  })
})
