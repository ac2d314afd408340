import { expect, it } from 'vitest'
import { createFakeBridge } from './fake/fake-bridge.ts'
import { someSettings } from './fake/fixtures.ts'
import { permanentConnection } from './connection.ts'
import { followSnapshot } from './snapshot.ts'

it('drops an answer that an event has overtaken', async () => {
  const fake = createFakeBridge()
  let release: () => void = () => {}
  const blocked = new Promise<void>((resolve) => (release = resolve))
  fake.answer('settings.read', async () => {
    await blocked
    return someSettings({ concurrency: 1 })
  })
  const seen: number[] = []
  let asked: Promise<unknown> | undefined
  const stop = followSnapshot(permanentConnection(fake.bridge), {
    event: 'settings.changed',
    read: () => {
      const answer = fake.bridge.invoke('settings.read', {})
      asked = answer
      return answer
    },
    accept: (outcome) => {
      if (outcome.ok) seen.push(outcome.value.concurrency)
    },
  })
  fake.emit('settings.changed', someSettings({ concurrency: 7 }))
  release()
  await asked
  await Promise.resolve()
  expect(seen).toEqual([7])
  stop()
  fake.emit('settings.changed', someSettings({ concurrency: 9 }))
  expect(seen).toEqual([7])
})
