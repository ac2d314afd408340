// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeBridge } from '../../../bridge/fake/fake-bridge.ts'
import { anAccount, aBatch, aSummary, aTransfer } from '../../../bridge/fake/fixtures.ts'
import { createManualClock } from '../../../dev/manual-clock.ts'
import { endTest, renderApp } from '../../../dev/render-app.tsx'

afterEach(endTest)

const framesASecond = 60
/** The fake answers at once; what React draws for it is drawn before this resolves. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

it('u03 a hundred updates a second: drawn no oftener than there are frames, and the last one is on the screen', async () => {
  const lake = (bytesDone: number) =>
    aTransfer('Lake.mp4', bytesDone < 1_000 ? 'downloading' : 'completed', { bytesTotal: 1_000, bytesDone })
  const trip = (filesDone: number) => aBatch('Trip', 'running', { filesDone, filesTotal: 100 })
  const fake = createFakeBridge({ accounts: [anAccount()], rows: [lake(0), trip(0)] })
  const clock = createManualClock()
  let drawn = 0
  const { reverie } = renderApp(fake, { clock, onDrawn: () => (drawn += 1) })
  reverie.shell.setStrip('full')
  await screen.findByRole('row', { name: 'Lake.mp4' })
  // Whatever the beginning asked for is there.
  clock.advance(5_000)
  await settle()
  drawn = 0
  const askedBefore = fake.calls.length

  for (let update = 1; update <= 100; update += 1) {
    fake.state.rows = [lake(10 * update), trip(update)]
    fake.state.summary = aSummary(
      { downloading: 100 - update, completed: update },
      { bytesPerSecond: update },
    )
    fake.state.revision += 1
    fake.emit('queue.changed', { revision: fake.state.revision })
    const { id, batchId } = lake(0)
    const item = { id, batchId, bytesDone: 10 * update, bytesPerSecond: update }
    fake.emit('queue.progress', { items: [item], bytesPerSecond: update })
    clock.advance(10)
    await settle()
  }
  expect(drawn).toBeGreaterThan(10)
  expect(drawn).toBeLessThanOrEqual(framesASecond)
  expect(fake.calls.length - askedBefore).toBeLessThanOrEqual(framesASecond)

  clock.advance(250)
  await waitFor(() =>
    expect(screen.getByRole('row', { name: 'Lake.mp4' }).dataset['state']).toBe('completed'),
  )
  expect(screen.getByRole('row', { name: 'Trip' }).textContent).toContain('100 of 100 files')
  const { summary, bytesPerSecond } = reverie.queue.store.getState()
  expect([summary?.byState.completed, bytesPerSecond]).toEqual([100, 100])
})
