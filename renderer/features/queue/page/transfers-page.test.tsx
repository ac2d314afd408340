// @vitest-environment jsdom
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { QueueRow } from '../../../../contract/views.ts'
import { createFakeBridge, type FakeBridge } from '../../../bridge/fake/fake-bridge.ts'
import { aQueue, someQueues } from '../../../bridge/fake/fake-queue.ts'
import { aBatch, aHost, anAccount, aTransfer } from '../../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../../dev/render-app.tsx'

afterEach(endTest)

async function openPage(fake: FakeBridge) {
  const { reverie } = renderApp(fake)
  const strip = within(await screen.findByRole('region', { name: 'Transfers' }))
  reverie.shell.setStrip('full')
  await screen.findByRole('treegrid', { name: 'List of transfers' })
  return strip
}

const withRows = (...rows: QueueRow[]) => createFakeBridge({ accounts: [anAccount()], rows })
const row = (name: string) => screen.findByRole('row', { name })
/** Into the upper half of the row. */
function drag(from: HTMLElement, to: HTMLElement) {
  fireEvent.dragStart(from, { dataTransfer: { setData: () => undefined } })
  const drop = createEvent.drop(to)
  Object.defineProperty(drop, 'clientY', { value: -1 })
  fireEvent(to, drop)
}
const selected = () =>
  screen
    .getAllByRole('row')
    .filter((one) => one.getAttribute('aria-selected') === 'true')
    .map((one) => one.getAttribute('aria-label'))

describe('the page of all transfers', () => {
  it('chooses rows by click, Ctrl, Shift and the keyboard', async () => {
    await openPage(withRows(...['a', 'b', 'c', 'd'].map((name) => aTransfer(name, 'queued'))))
    fireEvent.click(await row('a'))
    fireEvent.click(await row('c'), { shiftKey: true })
    await waitFor(() => expect(selected()).toEqual(['a', 'b', 'c']))
    fireEvent.click(await row('b'), { ctrlKey: true })
    expect(selected()).toEqual(['a', 'c'])
    fireEvent.keyDown(await row('b'), { key: 'ArrowDown' })
    expect(selected()).toEqual(['c'])
    expect(document.activeElement).toBe(await row('c'))
    fireEvent.keyDown(await row('c'), { key: 'a', ctrlKey: true })
    await waitFor(() => expect(selected()).toEqual(['a', 'b', 'c', 'd']))
    expect(screen.getByText('4 selected, 4.8 GB')).toBeTruthy()
    fireEvent.keyDown(await row('c'), { key: 'Escape' })
    expect(selected()).toEqual([])
  })

  it('shows what runs and what waits apart, sorts by when it was added, and finds by time', async () => {
    const fake = withRows(
      aTransfer('a', 'downloading', { addedAtMs: 1_000 }),
      aTransfer('b', 'queued', { addedAtMs: 3_000 }),
      aTransfer('c', 'held', { addedAtMs: 2_000 }),
    )
    const strip = await openPage(fake)
    const names = () => strip.getAllByRole('row').flatMap((one) => one.getAttribute('aria-label') ?? [])
    await row('a')
    fireEvent.click(strip.getByRole('tab', { name: 'Running' }))
    await waitFor(() => expect(names()).toEqual(['a']))
    fireEvent.click(strip.getByRole('tab', { name: 'Waiting' }))
    await waitFor(() => expect(names()).toEqual(['b', 'c']))
    const added = strip.getByRole('columnheader', { name: 'Added' })
    fireEvent.click(within(added).getByRole('button'))
    fireEvent.click(within(added).getByRole('button'))
    await waitFor(() => expect(names()).toEqual(['c', 'b']))
    expect([added.getAttribute('aria-sort'), added.isConnected]).toEqual(['ascending', true])
    expect((await row('b')).draggable).toBe(false)
    fireEvent.change(strip.getByLabelText('Time'), { target: { value: 'week' } })
    await waitFor(() => expect(fake.callsOf('queue.search')).toHaveLength(1))
    const [asked] = fake.callsOf('queue.search')
    expect(asked).toMatchObject({ view: 'waiting', text: '', fromMs: expect.any(Number) as number })
    // The drawer has none of these.
    fireEvent.click(strip.getByRole('button', { name: 'Make smaller' }))
    await waitFor(() => expect(fake.callsOf('queue.window').at(-1)).toMatchObject({ view: 'unfinished' }))
    expect(fake.callsOf('queue.window').at(-1)).not.toHaveProperty('order')
  })

  it('chooses more than is loaded, and asks for windows alone', async () => {
    const rows = Array.from({ length: 10_000 }, (_none, index) => aTransfer(`f${index}`, 'queued'))
    const fake = withRows(...rows)
    const strip = await openPage(fake)
    fireEvent.keyDown(await row('f0'), { key: 'a', ctrlKey: true })
    await screen.findByText(/^10,000 selected/)
    const toolbar = within(strip.getByRole('toolbar', { name: 'Selected transfers' }))
    fireEvent.click(toolbar.getByRole('button', { name: 'Pause' }))
    await waitFor(() => expect(fake.callsOf('queue.pause')[0]?.transferIds).toHaveLength(10_000))
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
    expect(fake.callsOf('queue.window').every(({ limit }) => limit <= 500)).toBe(true)
  })

  it('moves downloads by button and key, and one file within its download', async () => {
    const fake = withRows(aTransfer('a', 'queued'), aBatch('b', 'running'))
    fake.state.files = { 'batch b': [aTransfer('x', 'queued', { batchId: 'batch b' })] }
    const strip = await openPage(fake)
    fireEvent.click(await row('a'))
    fireEvent.click(strip.getByRole('button', { name: 'Run next' }))
    fireEvent.keyDown(await row('a'), { key: 'ArrowDown', altKey: true })
    fireEvent.click(strip.getByRole('button', { name: 'Show the files of b' }))
    fireEvent.click(await row('x'))
    fireEvent.keyDown(await row('x'), { key: 'Home', altKey: true })
    const [a, x] = [
      { transferIds: [], batchIds: ['batch a'] },
      { transferIds: ['transfer x'], batchIds: [] },
    ]
    await waitFor(() =>
      expect(fake.callsOf('queue.move')).toEqual([
        { ...a, move: { kind: 'next' } },
        { ...a, move: { kind: 'down' } },
        { ...x, move: { kind: 'first' } },
      ]),
    )
  })

  it('gives a download its own connections and speed', async () => {
    const fake = withRows(aTransfer('a', 'downloading', { connections: 4 }))
    await openPage(fake)
    fireEvent.contextMenu(await row('a'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Connections and speed…' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByLabelText('Connections for one file, at most')).toHaveProperty('value', '4')
    fireEvent.change(dialog.getByLabelText('Connections for one file, at most'), { target: { value: '' } })
    fireEvent.change(dialog.getByLabelText('Highest speed in MB/s'), { target: { value: '2' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(fake.callsOf('queue.setPace')).toEqual([
        { transferIds: [], batchIds: ['batch a'], connections: null, speedLimit: 2_000_000 },
      ]),
    )
  })

  it('moves what is dragged before the row that it is dropped on, and never out of its download', async () => {
    const fake = withRows(aTransfer('a', 'queued'), aBatch('b', 'running'), aTransfer('done', 'completed'))
    fake.state.files = { 'batch b': [aTransfer('x', 'queued', { batchId: 'batch b' })] }
    const strip = await openPage(fake)
    fireEvent.click(strip.getByRole('button', { name: 'Show the files of b' }))
    drag(await row('x'), await row('a'))
    drag(await row('done'), await row('a'))
    drag(await row('b'), await row('a'))
    await waitFor(() =>
      expect(fake.callsOf('queue.move')).toEqual([
        { transferIds: [], batchIds: ['batch b'], move: { kind: 'before', id: 'batch a' } },
      ]),
    )
  })

  it('narrows by state and account, and searches files over everything', async () => {
    const work = anAccount({ id: 'work:7', siteTitle: 'Work' })
    const fake = createFakeBridge({ accounts: [anAccount(), work], rows: [aTransfer('needle', 'completed')] })
    await openPage(fake)
    fireEvent.click(screen.getByRole('tab', { name: 'Completed' }))
    fireEvent.change(screen.getByRole('combobox', { name: 'Account' }), { target: { value: 'work:7' } })
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search transfers' }), {
      target: { value: ' need ' },
    })
    await waitFor(() =>
      expect(fake.callsOf('queue.search')[0]).toMatchObject({
        text: 'need',
        view: 'completed',
        accountId: 'work:7',
        offset: 0,
      }),
    )
    expect(await screen.findByText('1 file found')).toBeTruthy()
  })
})

describe('what cannot be taken back', () => {
  const many = Array.from({ length: 11 }, (_none, index) => aTransfer(`f${index}`, 'completed'))

  it('is asked first where it is many', async () => {
    const fake = withRows(...many)
    await openPage(fake)
    fireEvent.keyDown(await row('f0'), { key: 'a', ctrlKey: true })
    await screen.findByText(/^11 selected/)
    fireEvent.keyDown(await row('f0'), { key: 'Delete' })
    const dialog = within(await screen.findByRole('alertdialog'))
    expect(fake.callsOf('queue.remove')).toEqual([])
    fireEvent.click(dialog.getByRole('button', { name: 'Remove from list' }))
    await waitFor(() => expect(fake.callsOf('queue.remove')[0]?.transferIds).toHaveLength(11))
  })

  it('names the files that are deleted, and tells which were left alone and why', async () => {
    const fake = withRows(aTransfer('thesis.pdf', 'completed', { outcome: 'downloaded' }))
    fake.state.host = aHost({ hasTrash: true })
    fake.answer('queue.removeFiles', () => ({
      removed: 0,
      files: 0,
      kept: [{ transferId: 't', name: 'thesis.pdf', reason: 'changed' }],
      keptTotal: 1,
    }))
    await openPage(fake)
    fireEvent.click(await row('thesis.pdf'))
    fireEvent.keyDown(await row('thesis.pdf'), { key: 'Delete', shiftKey: true })
    const dialog = within(await screen.findByRole('alertdialog'))
    expect(dialog.getByText('thesis.pdf')).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Move to the trash' }))
    await screen.findByRole('dialog', { name: '1 file was left alone' })
    expect(screen.getByText(/it was changed after it was downloaded/)).toBeTruthy()
    expect(fake.callsOf('queue.removeFiles')).toEqual([
      { transferIds: ['transfer thesis.pdf'], batchIds: [], way: 'trash' },
    ])
  })
})

describe('named queues', () => {
  it('are made, paused and deleted', async () => {
    const fake = withRows(aTransfer('a', 'queued'))
    const strip = await openPage(fake)
    fireEvent.click(await strip.findByRole('button', { name: 'Queues…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Queues' }))
    fireEvent.click(dialog.getByRole('button', { name: 'New queue…' }))
    fireEvent.change(dialog.getByLabelText('Name'), { target: { value: ' Night ' } })
    fireEvent.change(dialog.getByLabelText('Large files at once'), { target: { value: '2' } })
    fireEvent.change(dialog.getByLabelText('Highest speed in MB/s'), { target: { value: '1,5' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Create' }))
    await dialog.findByText('Night')
    expect(fake.callsOf('queues.create')).toEqual([{ name: 'Night', concurrency: 2, speedLimit: 1_500_000 }])
    fireEvent.click(dialog.getByRole('button', { name: /^Pause .*Night/ }))
    fireEvent.click(await dialog.findByRole('button', { name: /^Delete .*Night/ }))
    fireEvent.click(dialog.getByRole('button', { name: 'Delete the queue' }))
    await waitFor(() => expect(fake.state.queues.map(({ name }) => name)).toEqual(['Default']))
    expect(fake.callsOf('queues.pause')).toEqual([{ queueId: 'queue Night' }])
    expect(dialog.queryByRole('button', { name: /^Delete/ })).toBeNull()
  })

  it('take downloads of another one, whole', async () => {
    const fake = withRows(aTransfer('a', 'queued'))
    fake.state.queues = [...someQueues(), aQueue('Night')]
    await openPage(fake)
    await screen.findByRole('columnheader', { name: 'Queue' })
    fireEvent.contextMenu(await row('a'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Move to queue' }))
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Night' }))
    await waitFor(() =>
      expect(fake.callsOf('queue.assign')).toEqual([{ batchIds: ['batch a'], queueId: 'queue Night' }]),
    )
  })
})

describe('the speed limit of the strip', () => {
  it('is off, a usual one, or an own one', async () => {
    const fake = withRows()
    renderApp(fake)
    const strip = within(await screen.findByRole('region', { name: 'Transfers' }))
    fireEvent.click(await strip.findByRole('button', { name: 'No speed limit' }))
    fireEvent.click(await screen.findByRole('menuitemradio', { name: '5 MB/s' }))
    fireEvent.click(await strip.findByRole('button', { name: 'At most 5 MB/s' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Other speed…' }))
    fireEvent.change(await screen.findByLabelText('Highest speed in MB/s'), { target: { value: '0.5' } })
    fireEvent.click(screen.getByRole('button', { name: 'Set the limit' }))
    await strip.findByRole('button', { name: 'At most 500 kB/s' })
    expect(fake.callsOf('settings.save')).toEqual([{ speedLimit: 5_000_000 }, { speedLimit: 500_000 }])
  })
})
