import { expect, test } from 'vitest'
import { joinCalls } from './joined-calls.ts'

function setUp() {
  const running: { end: () => void; fail: (error: Error) => void }[] = []
  let begun = 0
  const call = joinCalls(() => {
    begun++
    return new Promise((resolve, reject) => running.push({ end: resolve, fail: reject }))
  })
  return { call, running, begun: () => begun }
}

const soon = () => new Promise((go) => setImmediate(go))

test('calls during one share the next', async () => {
  const { call, running, begun } = setUp()
  const first = call()
  const others = [call(), call(), call()]
  expect(begun()).toBe(1)
  running[0]?.end()
  await first
  await soon()
  expect(begun()).toBe(2)
  // The second one is under way: whoever comes now is not covered by it.
  const late = call()
  running[1]?.end()
  await Promise.all(others)
  await soon()
  expect(begun()).toBe(3)
  running[2]?.end()
  await late
})

test('one that fails fails for those who shared it only', async () => {
  const { call, running } = setUp()
  const first = call()
  const second = call()
  running[0]?.fail(new Error('first'))
  await expect(first).rejects.toThrow('first')
  await soon()
  running[1]?.end()
  await expect(second).resolves.toBe(undefined)
  const third = call()
  running[2]?.end()
  await third
})
