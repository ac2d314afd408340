// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFailure } from '../../../../core/model/failure.ts'
import type { FakeBridge } from '../../../bridge/fake/fake-bridge.ts'
import { aFile } from '../../../bridge/fake/fixtures.ts'
import { aDriveInUse } from '../../../dev/browser-states.ts'
import { endTest, renderApp } from '../../../dev/render-app.tsx'
import { nameTrouble, stemLength } from './entry-name.ts'
import { obstacleTo } from './move-entries.ts'

afterEach(endTest)

const row = (name: string) => screen.findByRole('row', { name })
const key = (name: string, more: object = {}) =>
  fireEvent.keyDown(screen.getByRole('grid'), { key: name, ...more })
const choose = async (fake: FakeBridge, name: string) => {
  renderApp(fake)
  fireEvent.click(await row(name))
}
const inDialog = async () => within(await screen.findByRole('dialog'))

describe('names', () => {
  it.each([
    ['notes.txt', undefined],
    ['  ', 'changes.nameMissing'],
    ['a/b', 'changes.nameWrong'],
    ['what?', 'changes.nameWrong'],
    ['..', 'changes.nameWrong'],
    ['é'.repeat(128), 'changes.nameLong'],
  ])('%j: %s', (name, trouble) => {
    expect(nameTrouble(name)).toBe(trouble)
  })
  it('are edited without their ending', () => {
    expect(['notes.txt', '.hidden', 'Makefile', 'a.tar.gz'].map(stemLength)).toEqual([5, 7, 8, 5])
  })
})

describe('where entries may go', () => {
  const items = [{ uri: 'cloudreve://my/Photos', name: 'Photos' }]
  it.each([
    ['cloudreve://my/Music', 'move', undefined],
    ['cloudreve://my/', 'move', 'same'],
    ['cloudreve://my/', 'copy', undefined],
    ['cloudreve://my/Photos', 'copy', 'inside'],
    ['cloudreve://my/Photos/2026', 'move', 'inside'],
    ['cloudreve://my/Photos%202', 'move', undefined],
  ] as const)('into %s by %s: %s', (to, act, obstacle) => {
    expect(obstacleTo(items, to, act)).toBe(obstacle)
  })
})

describe('changing the drive', () => {
  it('makes a folder, says when the name is taken, and selects the new one', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    await row('Photos')
    key('N', { ctrlKey: true, shiftKey: true })
    const dialog = await inDialog()
    fireEvent.change(dialog.getByLabelText('Name'), { target: { value: 'Photos' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Create' }))
    expect(await dialog.findByText('There is something with this name already.')).toBeTruthy()
    fireEvent.change(dialog.getByLabelText('Name'), { target: { value: 'Letters' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Create' }))
    await waitFor(async () => expect((await row('Letters')).getAttribute('aria-selected')).toBe('true'))
  })

  it('renames in place with F2, and takes it back', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    key('F2')
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: /New name of/ })
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 6])
    fireEvent.change(field, { target: { value: 'report.pdf' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await row('report.pdf')
    key('z', { ctrlKey: true })
    await waitFor(() => expect(fake.callsOf('entry.undo')).toEqual([{ undoId: 'undo' }]))
  })

  it('lets one type on while the folder is read again', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    key('F2')
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: /New name of/ })
    fireEvent.change(field, { target: { value: 're.pdf' } })
    field.setSelectionRange(2, 2)
    const before = fake.state.folders['cloudreve://my/'] ?? []
    fake.state.folders = { 'cloudreve://my/': [aFile('arrived.txt'), ...before.map((one) => ({ ...one }))] }
    act(() => fake.emit('browser.changed', { accountId: 'home:1', uri: 'cloudreve://my/' }))
    await row('arrived.txt')
    expect([field.isConnected, field.value]).toEqual([true, 're.pdf'])
    expect([field.selectionStart, field.selectionEnd]).toEqual([2, 2])
  })

  it('leaves the name alone on Escape', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    key('F2')
    const field = await screen.findByRole('textbox', { name: /New name of/ })
    fireEvent.change(field, { target: { value: 'x' } })
    fireEvent.keyDown(field, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('textbox', { name: /New name of/ })).toBeNull())
    expect(fake.callsOf('entry.rename')).toEqual([])
  })

  it('puts into the trash at once and offers to undo it', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    key('Delete')
    await waitFor(() => expect(screen.queryByRole('row', { name: 'thesis.pdf' })).toBeNull())
    fireEvent.click(await screen.findByText('Undo'))
    await waitFor(() => expect(fake.callsOf('entry.undo')).toHaveLength(1))
    expect(fake.callsOf('entry.delete')).toEqual([
      { accountId: 'home:1', uris: ['cloudreve://my/thesis.pdf'], forGood: false },
    ])
  })

  it('asks before it deletes for good, and takes no for an answer', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    key('Delete', { shiftKey: true })
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(fake.callsOf('entry.delete')).toEqual([])
  })

  it('lists what could not be done with who holds it, and breaks the lock when told to', async () => {
    const fake = aDriveInUse()
    const uri = 'cloudreve://my/thesis.pdf'
    const locks = [{ uri, application: 'upload', lockId: 'l1' }]
    fake.answer('entry.delete', () => ({
      done: 0,
      failed: [{ uri, name: 'thesis.pdf', failure: createFailure('locked', '', { locks }) }],
    }))
    await choose(fake, 'thesis.pdf')
    key('Delete')
    const dialog = await inDialog()
    expect(dialog.getByText(/In use by an upload\./)).toBeTruthy()
    fake.answer('entry.delete', () => ({ done: 1, failed: [] }))
    fireEvent.click(dialog.getByRole('button', { name: 'Unlock and try again' }))
    expect(await screen.findByText(/is in the trash/)).toBeTruthy()
    expect(fake.callsOf('entry.unlock')).toEqual([{ accountId: 'home:1', lockIds: ['l1'] }])
  })

  it('moves into a folder that is chosen, and not to where it is already', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    key('M', { ctrlKey: true, shiftKey: true })
    const dialog = await inDialog()
    expect(dialog.getByRole('button', { name: 'Move here' }).getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(await dialog.findByRole('button', { name: 'Photos' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Move here' }))
    await waitFor(() =>
      expect(fake.callsOf('entry.move')).toEqual([
        { accountId: 'home:1', uris: ['cloudreve://my/thesis.pdf'], to: 'cloudreve://my/Photos' },
      ]),
    )
  })

  it('restores out of the trash and empties it', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    await row('Photos')
    fireEvent.click(screen.getByRole('button', { name: 'Trash' }))
    fireEvent.click(await row('old draft.txt'))
    fireEvent.click(screen.getByRole('button', { name: 'Restore' }))
    expect(await screen.findByRole('heading', { name: 'The trash is empty' })).toBeTruthy()
    expect(fake.state.folders['cloudreve://my/']?.some(({ name }) => name === 'old draft.txt')).toBe(true)
  })

  it('shares with a password and gives the link', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    fireEvent.click(screen.getByRole('button', { name: 'More actions' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Share…' }))
    const dialog = await inDialog()
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Ask for a password' }))
    fireEvent.change(dialog.getByLabelText('Downloads at most'), { target: { value: '3' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Create the link' }))
    const link = await screen.findByLabelText<HTMLInputElement>('Link')
    expect(link.value).toBe('https://cloud.example.org/s/id thesis.pdf/secret')
    expect(fake.callsOf('share.create')).toEqual([
      { accountId: 'home:1', uri: 'cloudreve://my/thesis.pdf', protect: true, downloads: 3 },
    ])
  })

  it('downloads under another name', async () => {
    const fake = aDriveInUse()
    await choose(fake, 'thesis.pdf')
    fireEvent.click(screen.getByRole('button', { name: 'More actions' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Download as…' }))
    const dialog = await inDialog()
    fireEvent.change(dialog.getByLabelText('Name on the disk'), { target: { value: 'mine.pdf' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Download' }))
    await waitFor(() =>
      expect(fake.callsOf('queue.add')[0]?.roots).toEqual([
        { uri: 'cloudreve://my/thesis.pdf', name: 'mine.pdf' },
      ]),
    )
  })
})
