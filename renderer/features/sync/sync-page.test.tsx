// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFailure } from '../../../core/model/failure.ts'
import type { SyncActivity } from '../../../core/model/sync.ts'
import { createFakeBridge, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aPair } from '../../bridge/fake/fake-sync.ts'
import { aFolder, aHost, anAccount } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'
import { aPlanOf, somePlanItems } from '../../dev/sync-states.ts'
import { showPairs } from './show-pairs.ts'
import { readLines } from './use-activity.ts'

afterEach(endTest)

type Parts = Parameters<typeof createFakeBridge>[0]

function aHostWith(pairs: ReturnType<typeof aPair>[], parts: Parts = {}): FakeBridge {
  return createFakeBridge({ accounts: [anAccount()], host: aHost({ hasTrash: true }), pairs, ...parts })
}

async function openPage(fake: FakeBridge, pairId?: string) {
  const { reverie } = renderApp(fake)
  await screen.findByRole('banner')
  await waitFor(() => expect(reverie.sync.store.getState().status).toBe('ready'))
  showPairs(reverie, pairId)
  return within(await screen.findByRole('main', { name: 'Folders in step' }))
}

const card = async (name: string) => within(await screen.findByRole('listitem', { name: new RegExp(name) }))
const button = (within: Awaited<ReturnType<typeof card>>, name: string) =>
  within.getByRole('button', { name })

describe('the list of folders kept in step', () => {
  it('says how each is doing; runs, pauses and goes on', async () => {
    const fake = aHostWith([
      aPair('Photos', { state: { kind: 'in-step', sinceMs: Date.now() }, files: 12_408 }),
      aPair('Music', { paused: true, state: { kind: 'paused' } }),
    ])
    const main = await openPage(fake)
    const photos = await card('Photos')
    expect(photos.getByText(/^In step since .*, 12,408 files$/)).toBeTruthy()
    fireEvent.click(button(photos, 'Sync now'))
    fireEvent.click(button(photos, 'Pause'))
    fireEvent.click(button(await card('Music'), 'Resume'))
    await waitFor(() =>
      expect([fake.callsOf('sync.run'), fake.callsOf('sync.pause'), fake.callsOf('sync.resume')]).toEqual([
        [{ pairId: 'pair Photos' }],
        [{ pairId: 'pair Photos' }],
        [{ pairId: 'pair Music' }],
      ]),
    )
    fireEvent.click(await main.findByRole('button', { name: 'Pause all' }))
    await waitFor(() => expect(fake.callsOf('sync.pause')).toHaveLength(2))
    expect(await main.findByRole('button', { name: 'Resume all' })).toBeTruthy()
  })

  it('leads out of every hold', async () => {
    const held = (cause: 'folder-missing' | 'sign-in' | 'remote-missing') => ({
      state: { kind: 'held' as const, cause, failure: createFailure('disk-gone') },
    })
    const fake = aHostWith([
      aPair('Disk', held('folder-missing')),
      aPair('Work', held('sign-in')),
      aPair('Gone', held('remote-missing')),
    ])
    await openPage(fake)
    expect(screen.getByRole('button', { name: 'Folders in step: 3 need you' })).toBeTruthy()
    fireEvent.click(button(await card('Disk'), 'It is elsewhere…'))
    await waitFor(() =>
      expect(fake.callsOf('sync.locate')).toEqual([{ pairId: 'pair Disk', token: 'folder' }]),
    )
    fireEvent.click(button(await card('Gone'), 'No longer keep in step…'))
    const question = within(await screen.findByRole('alertdialog'))
    expect(question.getByText(/^No file is removed/)).toBeTruthy()
    fireEvent.click(question.getByRole('button', { name: 'No longer keep in step' }))
    await waitFor(() => expect(fake.state.pairs.map(({ label }) => label)).toEqual(['Disk', 'Work']))
    fireEvent.click(button(await card('Work'), 'Sign in'))
    expect(await screen.findByRole('dialog', { name: /Sign in/ })).toBeTruthy()
  })

  it('takes another folder only after a yes, and plans anew', async () => {
    const state = { kind: 'held', cause: 'other-folder', failure: createFailure('disk-gone') } as const
    const fake = aHostWith([aPair('Disk', { state })])
    await openPage(fake)
    fireEvent.click(button(await card('Disk'), 'Use this folder…'))
    fireEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Use it' }))
    await waitFor(() =>
      expect([fake.callsOf('sync.compareAnew'), fake.callsOf('sync.plan')]).toEqual([
        [{ pairId: 'pair Disk' }],
        [{ pairId: 'pair Disk' }],
      ]),
    )
  })

  it('without folders it says what this is for', async () => {
    const main = await openPage(aHostWith([]))
    expect(main.getByRole('heading', { name: 'No folder is kept in step yet' })).toBeTruthy()
    fireEvent.click(main.getByRole('button', { name: 'Keep a folder in step…' }))
    expect(await screen.findByRole('dialog', { name: 'Keep a folder in step' })).toBeTruthy()
  })
})

describe('a plan', () => {
  it('is a window of rows with its sums, and is agreed to', async () => {
    const items = somePlanItems(10_000)
    const plan = aPlanOf('pair Photos', items, { question: 'first-run', secondsEstimated: 245 })
    const fake = aHostWith([aPair('Photos', { plan, state: { kind: 'asking', question: 'first-run' } })], {
      planItems: { 'pair Photos': items },
    })
    const main = await openPage(fake, 'pair Photos')
    expect(
      await main.findByText('2,860 files to fetch, 8.6 GB · about 4 min, at the recent speed'),
    ).toBeTruthy()
    const grid = await main.findByRole('grid', { name: 'What would be done' })
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('10000'))
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60)
    expect(fake.callsOf('sync.items').every(({ limit }) => limit <= 500)).toBe(true)
    fireEvent.click(main.getByRole('tab', { name: 'Left out 1,428' }))
    await waitFor(() => expect(fake.callsOf('sync.items').at(-1)?.kinds).toEqual(['skip']))
    fireEvent.click(main.getByRole('button', { name: 'Start' }))
    await waitFor(() => expect(fake.callsOf('sync.run')).toEqual([{ pairId: 'pair Photos', agree: true }]))
  })

  it('that deletes much shows that first, and can be left', async () => {
    const items = somePlanItems(600)
    const plan = aPlanOf('pair Photos', items, { question: 'mass-change', complete: false })
    const fake = aHostWith([aPair('Photos', { plan, state: { kind: 'asking', question: 'mass-change' } })], {
      planItems: { 'pair Photos': items },
    })
    const main = await openPage(fake, 'pair Photos')
    expect(await main.findByText(/^Of 600 files here, 173 would be deleted or replaced/)).toBeTruthy()
    expect(main.getByText(/Nothing is deleted in this run/)).toBeTruthy()
    expect(main.getByRole('tab', { selected: true, name: 'Deleted 84' })).toBeTruthy()
    expect(fake.callsOf('sync.items')[0]?.kinds).toEqual(['delete'])
    fireEvent.click(main.getByRole('button', { name: 'Leave it as it is, and pause' }))
    await waitFor(() => expect(fake.callsOf('sync.pause')).toEqual([{ pairId: 'pair Photos' }]))
    expect(fake.callsOf('sync.run')).toEqual([])
  })
})

describe('one pair', () => {
  it('lists what it did, and shows where a conflict copy is', async () => {
    const fake = aHostWith([aPair('Photos', { state: { kind: 'in-step', sinceMs: 1 } })], {
      syncActivity: {
        'pair Photos': [
          {
            ...{ atMs: 2, kind: 'conflict', path: 'letters/a.odt', reason: 'changed-here' },
            keptAs: 'a (conflict 2026-11-26).odt',
          },
          { atMs: 1, kind: 'rename', path: 'new.txt', fromPath: 'old.txt' },
          { atMs: 0, kind: 'create', entry: 'folder', path: 'letters' },
        ],
      },
    })
    const main = await openPage(fake, 'pair Photos')
    await main.findByText(/Your file was kept as .*a \(conflict 2026-11-26\)\.odt/)
    expect(main.getByText('Folder made')).toBeTruthy()
    fireEvent.click(main.getByRole('button', { name: 'Show in folder' }))
    await waitFor(() =>
      expect(fake.callsOf('sync.reveal')).toEqual([
        { pairId: 'pair Photos', path: 'letters/a (conflict 2026-11-26).odt' },
      ]),
    )
  })

  it('has every line that is kept', async () => {
    const lines = Array.from({ length: 1_000 }, (_, atMs): SyncActivity => ({
      atMs,
      kind: 'create',
      path: 'f',
    }))
    const fake = aHostWith([], { syncActivity: { 'pair Photos': lines } })
    expect(await readLines(fake.bridge, 'pair Photos', 1_000)).toEqual({ activity: lines })
    expect(await readLines(fake.bridge, 'pair Photos', 700)).toEqual({ activity: lines.slice(0, 700) })
  })

  it('lists what could not be done', async () => {
    const problems = [{ path: 'CON', failure: createFailure('name-impossible') }]
    const fake = aHostWith([aPair('Photos', { problems, problemsTotal: 3 })])
    const main = await openPage(fake, 'pair Photos')
    expect(
      await main.findByText('This name cannot be used on this disk. Rename it on the site.'),
    ).toBeTruthy()
    expect(main.getByText('And 2 more.')).toBeTruthy()
  })

  it('is changed with its guard', async () => {
    const fake = aHostWith([aPair('Photos')])
    await openPage(fake)
    fireEvent.click(button(await card('Photos'), 'More for \u2068Photos\u2069'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Change…' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.click(dialog.getByRole('radio', { name: /^stays here/ }))
    fireEvent.change(dialog.getByLabelText('Files'), { target: { value: 'few' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText(/^Enter a number/)).toBeTruthy()
    fireEvent.change(dialog.getByLabelText('Files'), { target: { value: '10' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(fake.callsOf('sync.change')).toEqual([
        {
          ...{ pairId: 'pair Photos', mode: 'copy', guard: { files: 10, share: 0.2 } },
          rules: { only: [], except: [], ignore: [], extensions: [] },
        },
      ]),
    )
  })
})

describe('a new pair', () => {
  const folders = {
    'cloudreve://my/': [aFolder('Photos')],
    'cloudreve://my/Photos': ['2025', '2026'].map((name) =>
      aFolder(name, { uri: `cloudreve://my/Photos/${name}` }),
    ),
    'cloudreve://my/Photos/2025': [],
  }

  it('from the menu of a folder: ticks, ignore lines with what they hide, and then its plan', async () => {
    const fake = aHostWith([], { folders })
    fake.answer('sync.preview', ({ rules }) => ({
      ...{ entries: 40, whole: true, hidden: rules.ignore.length, hiddenBytes: 2_000_000 },
      sample: rules.ignore.map((line) => ({ path: `2026/x${line.slice(1)}`, reason: 'ignored' as const })),
    }))
    renderApp(fake)
    fireEvent.contextMenu(await screen.findByRole('row', { name: 'Photos' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Keep in step…' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByLabelText<HTMLInputElement>('Folder on the site').value).toBe('My files › Photos')
    fireEvent.click(dialog.getByRole('button', { name: 'Add and make a plan' }))
    expect(await dialog.findByText('Choose a folder on this computer.')).toBeTruthy()
    const choose = dialog.getAllByRole('button', { name: 'Choose…' })
    fireEvent.click(choose.at(-1) ?? document.body)
    await waitFor(() =>
      expect(dialog.getByLabelText<HTMLInputElement>('Folder on this computer').value).toBe(
        '/home/ada/Pictures',
      ),
    )
    fireEvent.click(dialog.getByRole('button', { name: 'What is kept in step' }))
    const item = await dialog.findByRole('treeitem', { name: '2025' })
    item.focus()
    fireEvent.keyDown(item, { key: 'ArrowRight' })
    expect(item.getAttribute('aria-expanded')).toBe('true')
    fireEvent.keyDown(item, { key: ' ' })
    expect(item.getAttribute('aria-checked')).toBe('false')
    fireEvent.keyDown(item, { key: 'ArrowDown' })
    expect(document.activeElement).toBe(dialog.getByRole('treeitem', { name: '2026' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Leave out' }))
    fireEvent.change(dialog.getByLabelText('Ignore lines'), { target: { value: '*.tmp\n' } })
    expect(await dialog.findByText('1 entry is left out, 2 MB.')).toBeTruthy()
    expect(dialog.getByText('2026/x.tmp')).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Add and make a plan' }))
    await waitFor(() => expect(fake.callsOf('sync.plan')).toEqual([{ pairId: 'pair-1' }]))
    expect(fake.callsOf('sync.add')).toEqual([
      {
        ...{ accountId: 'home:1', uri: 'cloudreve://my/Photos', token: 'folder', mode: 'mirror' },
        rules: { only: [], except: ['2025'], ignore: ['*.tmp'], extensions: [] },
      },
    ])
    expect(await screen.findByRole('heading', { name: 'Photos' })).toBeTruthy()
  })

  it('says what to do when the two cannot be a pair', async () => {
    const fake = aHostWith([], { folders })
    fake.refuse('sync.add', 'invalid-request')
    const main = await openPage(fake)
    fireEvent.click(main.getByRole('button', { name: 'Keep a folder in step…' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.click(await dialog.findByRole('button', { name: 'Photos' }))
    expect(await dialog.findByText(/^Chosen: .*My files › Photos/)).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Choose…' }))
    await dialog.findByDisplayValue('/home/ada/Pictures')
    fireEvent.click(dialog.getByRole('button', { name: 'Add and make a plan' }))
    expect(await dialog.findByText(/^These two cannot be kept in step/)).toBeTruthy()
  })
})
