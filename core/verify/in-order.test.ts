import { expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of results) list.push(one)
  return list
}

it('gives results in order, however long each takes, a few at a time', async () => {
  let running = 0
  let most = 0
  const run = async (item: number) => {
    most = Math.max(most, ++running)
    for (let turn = 0; turn < (item % 3) * 5; turn++) await Promise.resolve()
    running--
    return item * 2
  }
  expect(await all(inOrder([1, 2, 3, 4, 5, 6, 7], 3, run))).toEqual([2, 4, 6, 8, 10, 12, 14])
  expect(most).toBe(3)
})

it('ends with the first failure, once what had begun is over', async () => {
  const ended: number[] = []
  const run = async (item: number) => {
    await Promise.resolve()
    ended.push(item)
    if (item > 1) throw new Error(`no ${item}`)
    return item
  }
  await expect(all(inOrder([1, 2, 3, 4, 5, 6], 3, run))).rejects.toThrow('no 2')
  expect(ended).toEqual([1, 2, 3, 4])
})

it('stops what it began when nobody wants more', async () => {
  for await (const one of inOrder([1, 2, 3], 2, (item) => Promise.resolve(item))) {
    expect(one).toBe(1)
    break
  }
})
