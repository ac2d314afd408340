import { describe, expect, test } from 'vitest'
import type { LocalBatch, LocalBridge } from '../../contract/local.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { Attachment } from '../attach/attachment.ts'
import { createPattern, selectByIds, selectByPattern } from './selection.ts'

/** Two batches of files, by id and name, as a host answers for them. */
const queue: Record<string, { label: string; files: Record<string, string> }> = {
  'aaaa-1': { label: 'Lisbon', files: { 'cccc-1': 'one.jpg', 'cccc-2': 'two.jpg' } },
  'aabb-2': { label: 'film.mkv', files: { 'dddd-1': 'film.mkv' } },
}

function fakeHost(): Pick<Attachment, 'bridge' | 'ended' | 'end'> {
  const batch = (id: string) => ({ batch: { id, label: queue[id]?.label } }) as unknown as LocalBatch
  const files = (id: string) =>
    Object.entries(queue[id]?.files ?? {}).map(
      ([fileId, name]) => ({ id: fileId, target: { folders: ['Sub'], name } }) as unknown as Transfer,
    )
  const all = Object.keys(queue).flatMap(files)
  const answers = {
    'queue.look': ({ batchIds, transferIds }: { batchIds: string[]; transferIds: string[] }) => ({
      batches: batchIds.filter((id) => Object.hasOwn(queue, id)).map(batch),
      transfers: all.filter(({ id }) => transferIds.includes(id)),
    }),
    // One row a page, however many are asked for.
    'queue.list': ({ offset }: { offset: number }) => ({
      total: 2,
      batches: Object.keys(queue)
        .slice(offset, offset + 1)
        .map(batch),
    }),
    'queue.files': ({ batchId, offset }: { batchId: string; offset: number }) => ({
      total: files(batchId).length,
      transfers: files(batchId).slice(offset, offset + 1),
    }),
  }
  const invoke = (name: keyof typeof answers, input: never) =>
    Promise.resolve({ ok: true, value: answers[name](input) })
  const bridge = { invoke, on: () => () => undefined } as unknown as LocalBridge
  return { bridge, ended: new Promise(() => undefined), end: () => undefined }
}
const host = fakeHost() as Attachment

describe('ids', () => {
  test.each([
    [['aaaa-1'], { batchIds: ['aaaa-1'], transferIds: [] }],
    [['aabb'], { batchIds: ['aabb-2'], transferIds: [] }],
    [['cccc-2', 'aaaa'], { batchIds: ['aaaa-1'], transferIds: ['cccc-2'] }],
    [['dddd'], { batchIds: [], transferIds: ['dddd-1'] }],
  ])('%j', async (ids, selection) => {
    expect(await selectByIds(host, ids)).toEqual(selection)
  })

  test.each([
    [['cccc'], '“cccc” fits several: cccc-1, cccc-2. Write more of the one you mean.'],
    [['aaaa', 'none'], 'There is no none on the list. “reverie queue” shows the ids.'],
    [['aa'], '“aa” is no id. “reverie queue” shows the ids. At least 4 of its letters are needed.'],
  ])('%j is refused', async (ids, message) => {
    await expect(selectByIds(host, ids)).rejects.toThrow(message)
  })
})

test('a pattern takes whole batches, and single files of the others', async () => {
  expect(await selectByPattern(host, '*M*')).toEqual({ batchIds: ['aabb-2'], transferIds: [] })
  expect(await selectByPattern(host, 't?o.*')).toEqual({ batchIds: [], transferIds: ['cccc-2'] })
  expect(await selectByPattern(host, 'Sub/*.jpg')).toEqual({
    batchIds: [],
    transferIds: ['cccc-1', 'cccc-2'],
  })
})

test.each([
  ['*.mkv', 'Film.MKV', true],
  ['*.mkv', 'Film.mkv.txt', false],
  ['a?c', 'a😀c', true],
  ['[x]+(y)', '[x]+(y)', true],
  ['a*', 'a\nb', true],
])('%s and %s: %s', (pattern, name, fits) => {
  expect(createPattern(pattern)(name)).toBe(fits)
})
