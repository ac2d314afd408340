// Envelopes and what their codes come to: nested ones, locks, and text that is none.

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codesOf, failureOfReply, parseEnvelope, readData } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { TransferError } from '../model/failure.ts'

function reply(body: object, more: Partial<Reply> = {}): Reply {
  const envelope = parseEnvelope(JSON.stringify(body))
  if (envelope === undefined) throw new Error('no envelope')
  return { ...envelope, status: 200, correlationId: 'c-1', ...more }
}

const nested = (...codes: number[]) => ({
  code: 40081,
  msg: 'One or more operation failed',
  aggregated_error: Object.fromEntries(
    codes.map((code, at) => [`cloudreve://s1:hunter2@share/${String(at)}`, { code, msg: `m${String(at)}` }]),
  ),
})

describe('reading an envelope', () => {
  it('keeps what is used', () => {
    expect(parseEnvelope('{"code":0,"data":"4.18.0","msg":"","extra":1}')).toEqual({
      code: 0,
      data: '4.18.0',
      message: '',
      items: [],
    })
  })

  it.each([
    '',
    '<!doctype html>',
    '{"code":0,"da',
    'null',
    '[]',
    '{}',
    '{"code":"0"}',
    '{"code":1.5}',
    '{"code":1e99}',
    '['.repeat(200_000),
  ])('%.20j is none', (text) => {
    expect(parseEnvelope(text)).toBeUndefined()
  })

  it('does without a message and without sensible items', () => {
    expect(parseEnvelope('{"code":404,"msg":null,"aggregated_error":[7]}')).toEqual({
      code: 404,
      data: undefined,
      message: '',
      items: [],
    })
  })
})

describe('the failure of a reply', () => {
  it('carries code, correlation id and an unusual status', () => {
    expect(failureOfReply(reply({ code: 40016, msg: 'Path not exist' }, { status: 400 }))).toEqual({
      kind: 'not-found',
      remedy: 'give-up',
      detail: 'Path not exist',
      code: 40016,
      correlationId: 'c-1',
      status: 400,
    })
  })

  it('is that of the only item', () => {
    const one = reply(nested(401))
    expect(codesOf(one)).toEqual([401])
    expect(failureOfReply(one)).toEqual({
      kind: 'sign-in-required',
      remedy: 'hold',
      detail: 'm0',
      code: 401,
      correlationId: 'c-1',
    })
  })

  it('sums several items up, and never names their addresses', () => {
    expect(failureOfReply(reply(nested(40016, 404, 403)))).toEqual({
      kind: 'api-rejected',
      remedy: 'give-up',
      detail: '3 items failed: not-found ×2, forbidden ×1',
      code: 40081,
      correlationId: 'c-1',
    })
    expect(failureOfReply(reply(nested(403, 403))).kind).toBe('forbidden')
  })

  it('survives a 40081 that names nothing', () => {
    expect(failureOfReply(reply({ code: 40081 })).kind).toBe('api-rejected')
  })

  it('says what holds a lock', () => {
    const data = [{ path: 'cloudreve://my/a', owner: { application: { type: 'upload' } }, type: 0 }]
    expect(failureOfReply(reply({ code: 40073, msg: 'Lock conflict', data })).detail).toBe('locked by upload')
    expect(failureOfReply(reply({ code: 40073, data: 'odd' })).detail).toBe('locked')
  })

  it('redacts the message of the server', () => {
    const msg = 'cannot open cloudreve://s1:hunter2@share/a'
    expect(failureOfReply(reply({ code: -1, msg })).detail).toBe(
      'cannot open cloudreve://s1:[redacted]@share/a',
    )
  })

  it('may mean something else in one call', () => {
    expect(failureOfReply(reply({ code: 404 }), { 404: 'share-gone' }).kind).toBe('share-gone')
    expect(failureOfReply(reply(nested(404)), { 404: 'share-gone' }).kind).toBe('share-gone')
  })
})

describe('reading the data', () => {
  const schema = z.object({ urls: z.array(z.object({ url: z.string() })) })
  const thrownBy = (body: object) => {
    try {
      return readData(reply(body), schema)
    } catch (error) {
      return error instanceof TransferError ? error.failure : error
    }
  }

  it('gives what fits', () => {
    expect(thrownBy({ code: 0, data: { urls: [{ url: 'u', more: 1 }], x: 1 } })).toEqual({
      urls: [{ url: 'u' }],
    })
  })

  it('calls everything else a bad response, by place and not by value', () => {
    expect(thrownBy({ code: 0, data: { urls: [{ url: 7 }] } })).toEqual({
      kind: 'bad-response',
      remedy: 'bug',
      detail: 'urls.0.url: invalid_type',
      correlationId: 'c-1',
    })
  })
})
