// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, aFolder, aHost, anAccount } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

const root = 'cloudreve://my/'
const entries = [aFolder('Music'), aFile('alpha.txt'), aFile('beta.txt'), aFile('gamma.txt')]

function withEntries(): FakeBridge {
  return createFakeBridge({
    accounts: [anAccount()],
    folders: { [root]: entries, 'cloudreve://my/Music': [aFile('song.mp3')] },
  })
}

const row = (name: string) => screen.findByRole('row', { name })
const grid = () => screen.getByRole('grid')
const key = (name: string, more: object = {}) => fireEvent.keyDown(grid(), { key: name, ...more })
const selected = () =>
  screen
    .getAllByRole('row')
    .filter((one) => one.getAttribute('aria-selected') === 'true')
    .map((one) => one.getAttribute('aria-label'))

describe('the list of a folder', () => {
  it('shows names, sizes and the number of entries', async () => {
    renderApp(withEntries())
    const alpha = await row('alpha.txt')
    expect(within(alpha).getByText('4.1 MB')).toBeTruthy()
    expect(screen.getByText('4 items')).toBeTruthy()
  })

  it('says what is shared and what leads into a folder of somebody else', async () => {
    const folders = { [root]: [aFolder('Choir', { shortcut: true, shared: true }), aFolder('Music')] }
    renderApp(createFakeBridge({ accounts: [anAccount()], folders }))
    const choir = await row('Choir')
    expect(within(choir).getByText('Shortcut')).toBeTruthy()
    expect(within(choir).getByRole('img', { name: 'Shortcut to a folder' })).toBeTruthy()
    expect(choir.getAttribute('aria-description')).toBe('Shortcut, Shared')
    const music = await row('Music')
    expect(within(music).queryByRole('img')).toBeNull()
    expect(music.hasAttribute('aria-description')).toBe(false)
  })

  it('selects with the mouse: click, Ctrl, Shift and the box', async () => {
    renderApp(withEntries())
    fireEvent.click(await row('alpha.txt'))
    fireEvent.click(await row('gamma.txt'), { ctrlKey: true })
    expect(selected()).toEqual(['alpha.txt', 'gamma.txt'])
    fireEvent.click(await row('beta.txt'))
    fireEvent.click(await row('gamma.txt'), { shiftKey: true })
    expect(selected()).toEqual(['beta.txt', 'gamma.txt'])
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Music' }))
    expect(selected()).toEqual(['Music', 'beta.txt', 'gamma.txt'])
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all' }))
    expect(selected()).toHaveLength(4)
  })

  it('selects with the keyboard: arrows, Shift, Home, End, Ctrl+A, typing, Escape', async () => {
    renderApp(withEntries())
    await row('Music')
    key('ArrowDown')
    key('ArrowDown')
    expect(selected()).toEqual(['alpha.txt'])
    expect(grid().getAttribute('aria-activedescendant')).toBe((await row('alpha.txt')).id)
    key('ArrowDown', { shiftKey: true })
    expect(selected()).toEqual(['alpha.txt', 'beta.txt'])
    key('End')
    expect(selected()).toEqual(['gamma.txt'])
    key('Home')
    expect(selected()).toEqual(['Music'])
    key('b')
    expect(selected()).toEqual(['beta.txt'])
    key('a', { ctrlKey: true })
    expect(selected()).toHaveLength(4)
    key('Escape')
    expect(selected()).toEqual([])
  })

  it('goes into a folder and back by keyboard, and finds it selected', async () => {
    renderApp(withEntries())
    fireEvent.click(await row('Music'))
    key('Enter')
    expect(await row('song.mp3')).toBeTruthy()
    expect(screen.getByRole('navigation', { name: 'Path' }).textContent).toContain('Music')
    key('Backspace')
    await row('alpha.txt')
    expect(selected()).toEqual(['Music'])
  })

  it('goes into a folder by double click and up by Alt and arrow', async () => {
    renderApp(withEntries())
    fireEvent.doubleClick(await row('Music'))
    await row('song.mp3')
    key('ArrowUp', { altKey: true })
    expect(await row('alpha.txt')).toBeTruthy()
  })

  it('goes back and forward by the buttons at the side of a mouse', async () => {
    renderApp(withEntries())
    fireEvent.doubleClick(await row('Music'))
    fireEvent.mouseUp(await row('song.mp3'), { button: 3 })
    fireEvent.mouseUp(await row('alpha.txt'), { button: 4 })
    expect(await row('song.mp3')).toBeTruthy()
  })

  it('sorts by the column that is clicked and turns around at the second click', async () => {
    const fake = withEntries()
    renderApp(fake)
    await row('Music')
    fireEvent.click(screen.getByRole('button', { name: 'Size' }))
    fireEvent.click(screen.getByRole('button', { name: 'Size' }))
    await row('Music')
    expect(screen.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('descending')
    expect(fake.callsOf('browser.list').at(-1)).toMatchObject({ order: 'size', direction: 'desc' })
  })

  it('draws a few dozen rows of many', async () => {
    const many = Array.from({ length: 1_500 }, (_none, index) => aFile(`f${index}`))
    renderApp(createFakeBridge({ accounts: [anAccount()], folders: { [root]: many } }))
    await screen.findByText('1,500 items')
    expect(screen.getAllByRole('row').length).toBeGreaterThan(15)
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })
})

describe('downloading', () => {
  it('is off until something is selected, then adds it and says so', async () => {
    const fake = withEntries()
    renderApp(fake)
    await row('Music')
    const button = screen.getByRole('button', { name: 'Download' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(await row('beta.txt'))
    fireEvent.click(button)
    await waitFor(() =>
      expect(fake.callsOf('queue.add')).toEqual([
        { accountId: 'home:1', roots: [{ uri: 'cloudreve://my/beta.txt' }], target: { kind: 'default' } },
      ]),
    )
    expect(await screen.findByText(/was added to the transfers/)).toBeTruthy()
  })

  it('asks the desktop for a folder, without a wish', async () => {
    const fake = withEntries()
    renderApp(fake)
    fireEvent.click(await row('beta.txt'))
    key('d', { ctrlKey: true, shiftKey: true })
    await waitFor(() => expect(fake.callsOf('queue.add')).toHaveLength(1))
    expect(fake.callsOf('folder.pick')).toEqual([{}])
    expect(fake.callsOf('queue.add')[0]?.target).toEqual({ kind: 'picked', token: 'folder' })
  })

  it('asks on the web page for a name below the download folder, and takes no for an answer', async () => {
    const fake = withEntries()
    fake.state.host = aHost({ face: 'web' })
    renderApp(fake)
    fireEvent.click(await row('beta.txt'))
    fireEvent.click(screen.getByRole('button', { name: 'Download to…' }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText('Folder'), { target: { value: 'Trips/Lisbon' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Use this folder' }))
    await waitFor(() => expect(fake.callsOf('queue.add')).toHaveLength(1))
    fireEvent.click(screen.getByRole('button', { name: 'Download to…' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(fake.callsOf('folder.pick')).toEqual([{ wish: 'Trips/Lisbon' }])
    expect(fake.callsOf('queue.add')).toHaveLength(1)
  })

  it('offers the same commands in the context menu', async () => {
    const fake = withEntries()
    renderApp(fake)
    fireEvent.contextMenu(await row('beta.txt'))
    const menu = await screen.findByRole('menu')
    const items = within(menu)
      .getAllByRole('menuitem')
      .map(({ textContent }) => textContent)
    expect(items).toEqual([
      'PreviewSpace',
      'DownloadCtrl+D',
      'Download to…Ctrl+Shift+D',
      'Download with options…',
      'Download as…',
      'RenameF2',
      'Move to…Ctrl+Shift+M',
      'Copy to…',
      'Move to the trashDel',
      'Delete for good…Shift+Del',
      'Share…',
      'Get a direct link…',
      'Copy the addressCtrl+Shift+C',
      'DetailsAlt+Enter',
    ])
    fireEvent.click(
      within(menu).getByRole('menuitem', { name: /^Download Ctrl\+D|^DownloadCtrl\+D|^Download$/ }),
    )
    await waitFor(() => expect(fake.callsOf('queue.add')).toHaveLength(1))
  })
})

describe('when there is no list', () => {
  it.each([
    ['offline', 'No connection'],
    ['forbidden', 'No permission'],
    ['sign-in-required', 'You are signed out'],
    ['share-password', 'This share asks for a password'],
    ['not-found', 'This folder is gone'],
    ['bad-response', 'The folder could not be loaded'],
  ] as const)('says %s as “%s”', async (kind, title) => {
    const fake = withEntries()
    fake.refuse('browser.list', kind)
    renderApp(fake)
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  })

  it('tries again when asked to, and keeps the technical side behind Details', async () => {
    const fake = withEntries()
    const list = { uri: root, entries, singleFile: false }
    fake.refuse('browser.list', 'bad-response', { code: 50_000, correlationId: 'abc-123' })
    renderApp(fake)
    fireEvent.click(await screen.findByRole('button', { name: 'Details' }))
    expect(screen.getByText(/Correlation id: abc-123/)).toBeTruthy()
    fake.answer('browser.list', () => list)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await row('alpha.txt')).toBeTruthy()
  })

  it('says that a folder is empty', async () => {
    renderApp(createFakeBridge({ accounts: [anAccount()] }))
    expect(await screen.findByRole('heading', { name: 'This folder is empty' })).toBeTruthy()
  })
})
