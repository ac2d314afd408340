import { describe, expect, it } from 'vitest'
import type { FileStat } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import {
  findingKinds,
  isDifference,
  isRepairable,
  isTimeAsRecorded,
  isWorthReading,
  judgeLanding,
} from './finding.ts'
import type { Finding, RemoteState } from './finding.ts'

const uri = { fileSystem: 'my', owner: '', segments: ['a'] } as const
const landing: Landing = {
  path: '/d/a',
  accountId: 'me',
  uri,
  fileId: 'f',
  entityId: 'e',
  sizeBytes: 10,
  modifiedAtMs: 1_234_567,
  pieces: [
    { start: 0, end: 6, hash: 'x' },
    { start: 6, end: 10, hash: 'y' },
  ],
}
const file: FileStat = {
  kind: 'file',
  sizeBytes: 10,
  allocatedBytes: 10,
  modifiedAtMs: 1_234_567,
  identity: '1:1',
  stamp: '',
}
const judge = (found: Partial<FileStat>, hashes: readonly string[], state: RemoteState = 'unchecked') => {
  const pieces = hashes.map((hash, index) => ({ ...(landing.pieces[index] ?? { start: 0, end: 0 }), hash }))
  const facts = { landing, found: { ...file, ...found }, read: { pieces }, remote: { state } }
  const { kind, damage } = judgeLanding(facts)
  return [kind, damage?.map(({ start, end }) => [start, end])]
}

describe('judgeLanding', () => {
  it.each([
    ['all the same', {}, ['x', 'y'], 'unchecked', ['ok', undefined]],
    ['only the time moved', { modifiedAtMs: 9 }, ['x', 'y'], 'same', ['ok', undefined]],
    ['a new version of an untouched file', {}, ['x', 'y'], 'changed', ['changed-remotely', undefined]],
    ['gone there', {}, ['x', 'y'], 'gone', ['gone-remotely', undefined]],
    ['other bytes under the same time', {}, ['x', 'z'], 'unchecked', ['damaged', [[6, 10]]]],
    ['damage beside a new version', {}, ['z', 'z'], 'changed', ['damaged', [[0, 10]]]],
    [
      'other bytes under another time',
      { modifiedAtMs: 9 },
      ['z', 'y'],
      'changed',
      ['changed-locally', undefined],
    ],
    ['shorter', { sizeBytes: 7 }, ['x'], 'unchecked', ['damaged', [[6, 10]]]],
    ['longer', { sizeBytes: 12 }, ['x', 'y'], 'unchecked', ['damaged', [[10, 12]]]],
    [
      'shorter by an edit',
      { sizeBytes: 7, modifiedAtMs: 9 },
      [],
      'unchecked',
      ['changed-locally', undefined],
    ],
    ['a folder there', { kind: 'folder' }, [], 'unchecked', ['changed-locally', undefined]],
  ] as const)('%s', (_, found, hashes, state, expected) => {
    expect(judge(found, hashes, state)).toEqual(expected)
  })

  it('without a recorded hash it proves nothing, and says so', () => {
    const facts = { landing: { ...landing, pieces: [] }, found: file, read: undefined }
    expect(judgeLanding({ ...facts, remote: { state: 'same' } }).kind).toBe('unproven')
    expect(judgeLanding({ ...facts, remote: { state: 'gone' } }).kind).toBe('gone-remotely')
  })

  it('the same pieces with another sha256 are damage of the whole', () => {
    const { kind, damage } = judgeLanding({
      landing: { ...landing, sha256: 'good' },
      found: file,
      read: { pieces: landing.pieces, sha256: 'evil' },
      remote: { state: 'unchecked' },
    })
    expect([kind, damage]).toEqual(['damaged', [{ start: 0, end: 10 }]])
  })
})

it('a time is as recorded to the millisecond, or as a coarse file system rounds it', () => {
  const isRecorded = (modifiedAtMs: number) => isTimeAsRecorded(landing, { ...file, modifiedAtMs })
  expect([1_234_567, 1_234_000, 1_236_000, 1_233_000].map(isRecorded)).toEqual([true, true, true, true])
  expect([1_234_568, 1_234_566, 1_232_000, 1_237_000].map(isRecorded)).toEqual([false, false, false, false])
})

it('a quick look reads only what is in doubt', () => {
  const reads = (found: Partial<FileStat>, quick: boolean) =>
    isWorthReading(landing, { ...file, ...found }, quick)
  expect([reads({}, false), reads({}, true)]).toEqual([true, false])
  expect([reads({ modifiedAtMs: 9 }, true), reads({ kind: 'link' }, false)]).toEqual([true, false])
  expect([reads({ sizeBytes: 9 }, true), reads({ sizeBytes: 9, modifiedAtMs: 9 }, false)]).toEqual([
    true,
    false,
  ])
})

describe('what follows', () => {
  const finding = (kind: Finding['kind'], facts: Partial<Finding> = {}): Finding => ({
    ...{ kind, path: '/d/a', sizeBytes: 10, remote: 'same', origin: { accountId: 'me', uri } },
    ...facts,
  })
  const { origin: _, ...nowhere } = finding('damaged')

  it('is a difference but where the file is right, or nobody’s business', () => {
    expect(findingKinds.filter((kind) => !isDifference(finding(kind)))).toEqual([
      'ok',
      'unproven',
      'not-ours',
    ])
    expect(isDifference(finding('not-ours', { remote: 'changed' }))).toBe(true)
  })

  it('is repaired only where nothing of the user’s is lost and the site has it', () => {
    expect(findingKinds.filter((kind) => isRepairable(finding(kind)))).toEqual([
      'missing',
      'damaged',
      'changed-remotely',
    ])
    expect(isRepairable(finding('damaged', { remote: 'gone' }))).toBe(false)
    expect(isRepairable(nowhere)).toBe(false)
  })
})
