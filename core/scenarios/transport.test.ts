// What a server, a proxy or a cable can do to one download, on real sockets and a real disk: the file is right in the end,
// its name appears only then, and nothing is left beside it. Numbers are those of the scenario list.

import { afterEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'

const mib = 1_048_576
const size = 3 * mib + 17
let s: Scenario

afterEach(() => s.close())

async function withFile(options: Parameters<typeof startScenario>[0] = {}): Promise<void> {
  s = await startScenario(options)
  s.file('film.bin', size)
}

/** The whole download of the file, and everything that must be true of any that ended well. */
async function expectRight(): Promise<void> {
  const { state } = await s.download('film.bin')
  expect(state).toEqual({ kind: 'completed', path: `${s.target}/film.bin`, outcome: 'downloaded' })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
}

const ranges = () => s.blobs().map(({ range }) => range)
const wholeRange = `bytes=0-${size - 1}`

describe('transport', () => {
  it('t01 plain: one request for the bytes, without credentials, and the right file', async () => {
    await withFile()
    await expectRight()
    expect(
      s.blobs().map(({ range, status, hasAuthorization, headers }) => ({
        range,
        status,
        hasAuthorization,
        encoding: headers['accept-encoding'],
        ifRange: headers['if-range'],
        agent: headers['user-agent'],
      })),
    ).toEqual([
      {
        range: wholeRange,
        status: 206,
        hasAuthorization: false,
        encoding: 'identity',
        ifRange: undefined,
        agent: 'Reverie/test',
      },
    ])
    expect(s.asked('url')).toHaveLength(1)
    expect(s.troubles).toEqual([])
  })

  it('t02 a 206 with exactly what was asked: a broken download goes on at the recorded byte', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(2 * mib) })
    await expectRight()
    expect(ranges()).toEqual([wholeRange, `bytes=${2 * mib}-${size - 1}`])
    expect(s.blobs().map(({ status }) => status)).toEqual([206, 206])
    // The same link serves both: links are not minted without need.
    expect(s.asked('url')).toHaveLength(1)
  })

  it('t03 server ignores Range on resume: the whole body comes and what is there already is passed over', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(2 * mib) })
    s.fake.faults.add({ on: 'content', after: 1, times: 5, fault: faults.ignoreRange() })
    await expectRight()
    expect(s.blobs().map(({ status, bytesSent }) => [status, bytesSent])).toEqual([
      [206, 2 * mib],
      [200, size],
    ])
  })

  it.each([
    ['another start', faults.wrongContentRange({ startOff: 512 })],
    ['an earlier start', faults.wrongContentRange({ startOff: -4096 })],
    ['another total', faults.wrongContentRange({ totalOff: 1 })],
  ])('t04 wrong Content-Range (%s): nothing of it is written', async (_name, fault: Fault) => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(2 * mib) })
    s.fake.faults.add({ on: 'content', after: 1, times: 1, fault })
    await expectRight()
    expect(s.fake.faults.hits()['wrongContentRange']).toBe(1)
  })

  it('t04 wrong Content-Range for ever: the file is fetched without ranges', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 50, fault: faults.wrongContentRange({ startOff: 512 }) })
    await expectRight()
    expect(ranges()).toEqual([wholeRange, undefined])
  })

  it('t05 short body with a clean close, again and again: each try adds its bytes', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 3, fault: faults.endEarly(700_000) })
    await expectRight()
    expect(ranges()).toEqual([0, 700_000, 1_400_000, 2_100_000].map((at) => `bytes=${at}-${size - 1}`))
    expect(s.troubles).toEqual(['truncated', 'truncated', 'truncated'])
  })

  it('t06 reset in the middle of the body: goes on behind what arrived', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 4, fault: faults.cutAfter(600_000) })
    await expectRight()
    expect(s.troubles).toHaveLength(4)
    expect(s.asked('url')).toHaveLength(1)
  })

  it('t07 more bytes than were promised: never more than the file', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.extraBytes(1000, { declared: true }) })
    await expectRight()
    expect(s.troubles).toEqual(['answer-unfit'])
  })

  it('t07 trailing bytes behind an honest Content-Length', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.extraBytes(1000) })
    await expectRight()
  })

  it('t08 416 on resume: asked again without a range', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, times: 1, fault: faults.status(416) })
    await expectRight()
    expect(ranges()).toEqual([wholeRange, `bytes=${mib}-${size - 1}`, undefined])
  })

  it('t09 no first byte in time: tried again', async () => {
    await withFile({ timeouts: { firstByteMs: 10_000, idleMs: 60_000 } })
    s.fake.faults.add({ on: 'content', times: 2, fault: faults.silent() })
    await expectRight()
    expect(s.troubles).toEqual(['timeout', 'timeout'])
  })

  it('t10 silence in the middle of the body: tried again behind what arrived', async () => {
    await withFile({ timeouts: { firstByteMs: 60_000, idleMs: 10_000 } })
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(2 * mib) })
    await expectRight()
    expect(ranges()).toEqual([wholeRange, `bytes=${2 * mib}-${size - 1}`])
    expect(s.troubles).toEqual(['stalled'])
  })

  it('t11 500 for a while, then fine', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 4, fault: faults.status(500) })
    await expectRight()
    expect(s.troubles).toEqual(Array.from({ length: 4 }, () => 'server-busy'))
  })
})
