// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { fail } from '../../../core/model/failure.ts'
import { createFakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, anAccount } from '../../bridge/fake/fixtures.ts'
import { aDriveInUse } from '../../dev/browser-states.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

const row = (name: string) => screen.findByRole('row', { name })
const list = () => screen.getByRole('grid')
const key = (name: string, more: object = {}) => fireEvent.keyDown(list(), { key: name, ...more })

describe('the places', () => {
  it('lead to roots, categories, pinned folders and opened shares', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    const places = within(await screen.findByRole('navigation', { name: 'Places' }))
    fireEvent.click(places.getByRole('button', { name: 'Images' }))
    await waitFor(() =>
      expect(fake.callsOf('browser.list').at(-1)).toMatchObject({
        uri: 'cloudreve://my/',
        search: { category: 'image' },
      }),
    )
    fireEvent.click(places.getByRole('button', { name: 'Photos' }))
    expect(await row('sea.jpg')).toBeTruthy()
    fireEvent.click(places.getByRole('button', { name: 'Lisbon' }))
    await waitFor(() => expect(fake.callsOf('browser.list').at(-1)?.uri).toBe('cloudreve://abc@share/'))
    expect(places.getByRole('button', { name: 'Lisbon' }).getAttribute('aria-current')).toBe('page')
  })

  it('can be pinned and taken away again', async () => {
    const fake = aDriveInUse({ places: [] })
    renderApp(fake)
    fireEvent.contextMenu(await row('Invoices'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Pin to the places' }))
    fireEvent.click(await screen.findByRole('button', { name: /^Remove .*Invoices/ }))
    await waitFor(() => expect(fake.state.places).toEqual([]))
  })

  it('list what the user shares, and end a share when asked to', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    fireEvent.click(await screen.findByRole('button', { name: 'My shares' }))
    fireEvent.click(await screen.findByRole('button', { name: /Stop sharing .*Invoices/ }))
    fireEvent.click(await screen.findByRole('button', { name: 'Stop sharing' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: /Stop sharing .*Invoices/ })).toBeNull())
    expect(fake.callsOf('share.delete')).toEqual([{ accountId: 'home:1', shareId: 's1' }])
  })

  it('ask for the page of shares that failed again, not for those before it, and for all of them anew by F5', async () => {
    const fake = aDriveInUse()
    const [first] = fake.state.shares
    if (first === undefined) throw new Error('no share')
    let broken = true
    fake.answer('share.list', ({ pageToken }) => {
      if (pageToken === undefined) return { shares: [first], nextPageToken: '2' }
      if (broken) throw fail('network', 'cut')
      return { shares: [{ ...first, id: 's2', name: 'Later' }] }
    })
    renderApp(fake)
    fireEvent.click(await screen.findByRole('button', { name: 'My shares' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }))
    const again = await screen.findByRole('button', { name: 'Try again' })
    broken = false
    fireEvent.click(again)
    await screen.findByRole('button', { name: /Stop sharing .*Later/ })
    const asked = () => fake.callsOf('share.list').map(({ pageToken }) => pageToken)
    expect(asked()).toEqual([undefined, '2', '2'])
    fireEvent.keyDown(document.body, { key: 'F5' })
    await waitFor(() => expect(asked()).toEqual([undefined, '2', '2', undefined]))
  })
})

describe('searching', () => {
  it('shows results below their folders, which can be opened', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    await row('Photos')
    key('f', { ctrlKey: true })
    const field = screen.getByRole('searchbox')
    await waitFor(() => expect(document.activeElement).toBe(field))
    fireEvent.change(field, { target: { value: 'IMG' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await row('IMG_0002.jpg')
    expect(fake.callsOf('browser.list').at(-1)?.search).toEqual({ names: ['IMG'], foldCase: true })
    fireEvent.click(screen.getByRole('button', { name: 'In Photos' }))
    expect(await row('sea.jpg')).toBeTruthy()
  })
})

describe('the path', () => {
  it('is edited as text, and refuses what is no place', async () => {
    renderApp(aDriveInUse())
    await row('Photos')
    key('l', { ctrlKey: true })
    const field = await screen.findByLabelText<HTMLInputElement>('Path or cloudreve:// address')
    expect(field.value).toBe('cloudreve://my/')
    fireEvent.change(field, { target: { value: 'cloudreve://x:y@share/' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(screen.getByText(/There is no such place/)).toBeTruthy()
    fireEvent.change(field, { target: { value: 'Photos' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(await row('sea.jpg')).toBeTruthy()
  })
})

describe('the open folder', () => {
  it('follows what changes on the site; the selection and the place of the keyboard stay', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    fireEvent.click(await row('thesis.pdf'))
    const before = fake.state.folders['cloudreve://my/'] ?? []
    fake.state.folders = { 'cloudreve://my/': [aFile('a new one.txt'), ...before] }
    act(() => fake.emit('browser.changed', { accountId: 'home:1', uri: 'cloudreve://my/' }))
    await row('a new one.txt')
    expect((await row('thesis.pdf')).getAttribute('aria-selected')).toBe('true')
    expect(list().getAttribute('aria-activedescendant')).toBe((await row('thesis.pdf')).id)
  })
})

describe('a folder selected whole', () => {
  it('is downloaded with what no page has listed yet, but without what was taken out', async () => {
    const many = Array.from({ length: 15_000 }, (_none, index) => aFile(`f${index}`))
    const fake = createFakeBridge({
      accounts: [anAccount()],
      folders: { 'cloudreve://my/': many },
      pageSize: 2_000,
    })
    renderApp(fake)
    await screen.findByText('10,000 items so far')
    key('a', { ctrlKey: true })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select f1' }))
    expect(screen.getByText('Everything is selected, also what is not loaded yet')).toBeTruthy()
    key('d', { ctrlKey: true })
    await waitFor(() =>
      expect(fake.callsOf('queue.add')[0]?.roots).toEqual([
        { uri: 'cloudreve://my/', contents: { except: ['cloudreve://my/f1'] } },
      ]),
    )
    expect(fake.callsOf('browser.list')).toHaveLength(5)
  })
})

describe('tiles', () => {
  it('show the same entries, moved through in both directions', async () => {
    renderApp(aDriveInUse())
    await row('Photos')
    fireEvent.click(screen.getByRole('button', { name: 'As tiles' }))
    const box = await screen.findByRole('listbox')
    fireEvent.keyDown(box, { key: 'Home' })
    fireEvent.keyDown(box, { key: 'ArrowRight' })
    expect(screen.getByRole('option', { name: 'Invoices' }).getAttribute('aria-selected')).toBe('true')
    fireEvent.doubleClick(screen.getByRole('option', { name: 'Photos' }))
    expect(await screen.findByRole('option', { name: 'sea.jpg' })).toBeTruthy()
  })
})

describe('the details', () => {
  it('tell what is selected, its versions and shares, and count a folder only when asked', async () => {
    const fake = aDriveInUse()
    renderApp(fake)
    fireEvent.click(await row('thesis.pdf'))
    key('Enter', { altKey: true })
    const pane = within(await screen.findByRole('complementary', { name: 'Details' }))
    await pane.findByText('Big disk (local)')
    fireEvent.click(pane.getAllByRole('button', { name: /Download the version of/ })[1] as HTMLElement)
    await waitFor(() =>
      expect(fake.callsOf('queue.add')[0]?.roots).toEqual([
        { uri: 'cloudreve://my/thesis.pdf', entityId: 'v2' },
      ]),
    )
    fireEvent.click(await row('Photos'))
    fireEvent.click(await pane.findByRole('button', { name: 'Count' }))
    expect(await pane.findByText(/in 3 files and 0 folders/)).toBeTruthy()
  })
})

describe('the keyboard', () => {
  it('has a list of itself, with the names that the menus have', async () => {
    renderApp(aDriveInUse())
    await row('Photos')
    key('?', { shiftKey: true })
    const sheet = within(await screen.findByRole('dialog'))
    expect(sheet.getByText('Download to…').nextElementSibling?.textContent).toBe('Ctrl+Shift+D')
    expect(sheet.getByText('Preview').nextElementSibling?.textContent).toBe('Space')
  })

  it('goes to the second account', async () => {
    const second = anAccount({ id: 'work:2', nickname: 'Ada at work' })
    const fake = aDriveInUse({ accounts: [anAccount(), second] })
    renderApp(fake)
    await row('Photos')
    key('2', { ctrlKey: true })
    await waitFor(() => expect(fake.callsOf('browser.list').at(-1)?.accountId).toBe('work:2'))
  })
})
