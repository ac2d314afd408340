// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFailure } from '../../../core/model/failure.ts'
import type { QueueRow } from '../../../contract/views.ts'
import { createFakeBridge, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aBatch, aHost, anAccount, aSummary, aTransfer } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

async function openStrip(fake: FakeBridge) {
  renderApp(fake)
  const strip = await screen.findByRole('region', { name: 'Transfers' })
  fireEvent.click(within(strip).getByRole('button', { name: 'Show transfers' }))
  return strip
}

const withRows = (...rows: QueueRow[]) => createFakeBridge({ accounts: [anAccount()], rows })
const buttons = (row: HTMLElement) =>
  within(row)
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent)

describe('the buttons of a row', () => {
  it.each<[QueueRow, string[]]>([
    [aTransfer('x', 'downloading'), ['Pause', 'Cancel']],
    [aTransfer('x', 'paused'), ['Resume', 'Cancel']],
    [aTransfer('x', 'completed'), ['Open', 'Show in folder', 'Remove from list']],
    [
      aTransfer('x', 'failed', { failure: createFailure('not-found') }),
      ['Why?', 'Try again', 'Remove from list'],
    ],
    [
      aTransfer('x', 'waiting', { failure: createFailure('timeout') }),
      ['Why?', 'Try again', 'Pause', 'Cancel'],
    ],
    [aBatch('x', 'running'), ['Show the files of x', 'Pause', 'Cancel']],
  ])('are those that the host allows: %#', async (row, names) => {
    await openStrip(withRows(row))
    expect(buttons(await screen.findByRole('row', { name: 'x' }))).toEqual(names)
  })

  it('ask the host', async () => {
    const fake = withRows(aTransfer('x', 'downloading'))
    await openStrip(fake)
    const row = await screen.findByRole('row', { name: 'x' })
    fireEvent.click(within(row).getByRole('button', { name: 'Pause' }))
    await waitFor(() =>
      expect(fake.callsOf('queue.pause')).toEqual([{ transferIds: ['transfer x'], batchIds: [] }]),
    )
  })

  it('leave out opening where the host has no screen', async () => {
    const fake = withRows(aTransfer('x', 'completed'))
    fake.state.host = aHost({ face: 'web', canOpenFiles: false })
    await openStrip(fake)
    expect(buttons(await screen.findByRole('row', { name: 'x' }))).toEqual(['Remove from list'])
  })
})

describe('progress', () => {
  it('moves the bar of the row and says speed and time left', async () => {
    const fake = withRows(
      aTransfer('x', 'downloading', { bytesTotal: 100 }),
      aTransfer('y', 'paused', { bytesDone: 10, bytesTotal: 100 }),
    )
    await openStrip(fake)
    const row = await screen.findByRole('row', { name: 'x' })
    act(() =>
      fake.emit('queue.progress', {
        items: [{ id: 'transfer x', batchId: 'b', bytesDone: 62, bytesPerSecond: 18e6, secondsLeft: 180 }],
        bytesPerSecond: 18e6,
      }),
    )
    expect(within(row).getByText('18 MB/s · about 3 min left')).toBeTruthy()
    expect(row.textContent).toContain('62%')
    const bar = within(row).getByRole('progressbar', { name: 'Progress of x' })
    expect(bar.getAttribute('aria-valuenow')).toBe('0.62')
    expect(screen.getByRole('row', { name: 'y' }).textContent).toContain('Paused at 10%')
  })
})

describe('a name conflict', () => {
  const held = aTransfer('report.pdf', 'held', {
    batchId: 'batch b',
    failure: createFailure('conflict-undecided'),
    cause: { scope: 'transfer' },
  })

  it('is answered in the row', async () => {
    const fake = withRows(held)
    await openStrip(fake)
    const row = await screen.findByRole('row', { name: 'report.pdf' })
    fireEvent.click(within(row).getByRole('button', { name: 'Replace' }))
    await waitFor(() =>
      expect(fake.callsOf('queue.decide')).toEqual([
        { transferId: 'transfer report.pdf', conflict: 'overwrite', forBatch: false },
      ]),
    )
  })

  it('can be answered for all of the download', async () => {
    const fake = withRows(aBatch('b', 'held', { failure: createFailure('conflict-undecided') }))
    fake.state.files = { 'batch b': [held] }
    await openStrip(fake)
    fireEvent.click(await screen.findByRole('button', { name: 'Show the files of b' }))
    const row = await screen.findByRole('row', { name: 'report.pdf' })
    fireEvent.click(within(row).getByRole('checkbox', { name: 'For all of this download' }))
    fireEvent.click(within(row).getByRole('button', { name: 'Keep both' }))
    await waitFor(() =>
      expect(fake.callsOf('queue.decide')).toEqual([
        { transferId: 'transfer report.pdf', conflict: 'rename', forBatch: true },
      ]),
    )
  })
})

describe('a batch of several roots', () => {
  it.each([
    [1, 'x and 1 more'],
    [1_204, 'x and 1,204 more'],
  ])('is called after the first and the number of the others (%i)', async (others, name) => {
    await openStrip(withRows(aBatch('x', 'running', { others })))
    const row = await screen.findByRole('row', { name })
    expect(within(row).getByText('x').tagName).toBe('BDI')
    expect(row.textContent).toContain(name)
    expect(within(row).getByRole('button', { name: `Show the files of ${name}` })).toBeTruthy()
    expect(within(row).getByRole('progressbar', { name: `Progress of ${name}` })).toBeTruthy()
  })
})

describe('the list', () => {
  it('opens a batch of ten thousand files without drawing them all', async () => {
    const fake = withRows(aBatch('b', 'running', { filesTotal: 10_000 }), aTransfer('after', 'queued'))
    fake.state.files = {
      'batch b': Array.from({ length: 10_000 }, (_none, index) => aTransfer(`f${index}`, 'queued')),
    }
    await openStrip(fake)
    fireEvent.keyDown(await screen.findByRole('row', { name: 'b' }), { key: 'ArrowRight' })
    expect((await screen.findByRole('row', { name: 'f3' })).getAttribute('aria-level')).toBe('2')
    expect(screen.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('10002')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
    expect(fake.callsOf('queue.window').every(({ limit }) => limit <= 500)).toBe(true)
    fireEvent.keyDown(screen.getByRole('row', { name: 'b' }), { key: 'ArrowLeft' })
    await waitFor(() => expect(screen.queryByRole('row', { name: 'f3' })).toBeNull())
  })

  it('filters, and says in its own words when nothing fits', async () => {
    const fake = withRows(aTransfer('x', 'completed'))
    await openStrip(fake)
    await screen.findByRole('row', { name: 'x' })
    fireEvent.click(screen.getByRole('tab', { name: 'Failed' }))
    expect(await screen.findByText('Nothing has failed')).toBeTruthy()
    fireEvent.click(screen.getByRole('tab', { name: 'Completed' }))
    expect(await screen.findByRole('row', { name: 'x' })).toBeTruthy()
  })

  it('follows what changes', async () => {
    const fake = withRows(aTransfer('x', 'queued'))
    await openStrip(fake)
    await screen.findByRole('row', { name: 'x' })
    fake.state.rows = [aTransfer('x', 'completed')]
    fake.state.revision = 2
    act(() => fake.emit('queue.changed', { revision: 2 }))
    expect(await screen.findByText('Finished')).toBeTruthy()
  })
})

describe('the line of the strip', () => {
  it('says what runs, and opens and closes by Ctrl+J', async () => {
    const fake = withRows()
    fake.state.summary = aSummary(
      { downloading: 2, queued: 1 },
      { bytesPerSecond: 41_200_000, secondsLeft: 720 },
    )
    renderApp(fake)
    expect(await screen.findByText('2 running · 41.2 MB/s · about 12 min left · 1 queued')).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'j', ctrlKey: true })
    expect(await screen.findByText('No transfers yet')).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'j', ctrlKey: true })
    expect(screen.queryByText('No transfers yet')).toBeNull()
  })

  it('pauses and resumes all', async () => {
    const fake = withRows()
    fake.state.summary = aSummary({ downloading: 2, paused: 1 })
    renderApp(fake)
    const pause = await screen.findByRole('button', { name: 'Pause all' })
    await waitFor(() => expect(pause.getAttribute('aria-disabled')).not.toBe('true'))
    fireEvent.click(pause)
    fireEvent.click(screen.getByRole('button', { name: 'Resume all' }))
    await waitFor(() => expect(fake.callsOf('queue.resumeAll')).toHaveLength(1))
    expect(fake.callsOf('queue.pauseAll')).toHaveLength(1)
  })

  it('tells what the host refuses', async () => {
    const fake = withRows(aTransfer('x', 'completed'))
    fake.refuse('file.open', 'not-found')
    await openStrip(fake)
    fireEvent.click(
      within(await screen.findByRole('row', { name: 'x' })).getByRole('button', { name: 'Open' }),
    )
    expect(await screen.findByText('It is no longer there.')).toBeTruthy()
  })
})

describe('when done', () => {
  async function openMenu(fake: FakeBridge) {
    const strip = await openStrip(fake)
    fireEvent.click(within(strip).getByRole('button', { name: 'More' }))
    await screen.findByRole('menuitem', { name: 'Clear ended' })
  }
  const box = () => screen.queryByRole('menuitemcheckbox', { name: 'Quit Reverie' })

  it('the program quits if that is asked for, and not if it is taken back', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()], host: aHost({ quitWhenDone: false }) })
    await openMenu(fake)
    expect(box()?.getAttribute('aria-checked')).toBe('false')
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Quit Reverie' }))
    await waitFor(() => expect(box()?.getAttribute('aria-checked')).toBe('true'))
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Quit Reverie' }))
    await waitFor(() => expect(box()?.getAttribute('aria-checked')).toBe('false'))
    expect(fake.callsOf('host.quitWhenDone')).toEqual([{ on: true }, { on: false }])
  })

  it('another window, or the command line, may have asked', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()], host: aHost({ quitWhenDone: false }) })
    await openMenu(fake)
    act(() => fake.emit('host.changed', aHost({ quitWhenDone: true })))
    expect(box()?.getAttribute('aria-checked')).toBe('true')
  })

  it('a host that says no is heard', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()], host: aHost({ quitWhenDone: false }) })
    fake.refuse('host.quitWhenDone', 'invalid-request')
    await openMenu(fake)
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Quit Reverie' }))
    expect(await screen.findByText('This cannot be done that way.')).toBeTruthy()
    expect(fake.state.host.quitWhenDone).toBe(false)
  })

  it('is not offered by a host that a page cannot end', async () => {
    await openMenu(createFakeBridge({ accounts: [anAccount()], host: aHost({ face: 'web' }) }))
    expect(box()).toBeNull()
  })
})
