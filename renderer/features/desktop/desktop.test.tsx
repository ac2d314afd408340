// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultDesktopOptions } from '../../../core/model/desktop-options.ts'
import { createFailure } from '../../../core/model/failure.ts'
import { createFakeBridge, type FakeBridge, type FakeState } from '../../bridge/fake/fake-bridge.ts'
import { aHost, anAccount } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'
import { shortcutOf } from './shortcut-field.tsx'

afterEach(endTest)
const signedIn = (parts: Partial<FakeState> = {}) => createFakeBridge({ accounts: [anAccount()], ...parts })

describe('the settings of the desktop', () => {
  const open = async (fake: FakeBridge) => {
    renderApp(fake)
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
    return within(await screen.findByRole('dialog', { name: 'Settings' }))
  }

  it('are saved as they are changed, each beside the others', async () => {
    const fake = signedIn()
    const dialog = await open(fake)
    fireEvent.click(dialog.getByRole('switch', { name: 'Start with the computer, in the tray' }))
    await waitFor(() => expect(fake.callsOf('settings.save')).toHaveLength(1))
    fireEvent.change(dialog.getByLabelText('Notifications'), { target: { value: 'problems' } })
    await waitFor(() => expect(fake.callsOf('settings.save')).toHaveLength(2))
    const shortcut = dialog.getByLabelText('Shortcut for the tray window')
    fireEvent.keyDown(shortcut, { key: 'd', code: 'KeyD' })
    fireEvent.keyDown(shortcut, { key: 'D', code: 'KeyD', ctrlKey: true, shiftKey: true })
    await waitFor(() => expect(fake.callsOf('settings.save')).toHaveLength(3))
    const started = { ...defaultDesktopOptions, startAtLogin: true }
    expect(fake.callsOf('settings.save')).toEqual([
      { desktop: started },
      { desktop: { ...started, notices: 'problems' } },
      { desktop: { ...started, notices: 'problems', trayShortcut: 'Control+Shift+D' } },
    ])
  })

  it('say that a shortcut is taken, and offer only what the system can', async () => {
    const fake = signedIn({ host: aHost({ desktop: { tellsMetered: false, shortcut: 'taken' } }) })
    const dialog = await open(fake)
    expect(dialog.getByText('Another program has this shortcut. Press others.')).toBeTruthy()
    expect(dialog.queryByRole('switch', { name: /metered/ })).toBeNull()
  })

  it('are not there without a desktop; diagnostics are everywhere', async () => {
    const fake = signedIn({ host: aHost({ face: 'web', desktop: undefined }) })
    const dialog = await open(fake)
    expect(dialog.queryByText('On this computer')).toBeNull()
    fireEvent.click(dialog.getByRole('button', { name: 'Save diagnostics…' }))
    expect(await dialog.findByText('Saved as \u2068/home/ada/reverie-diagnostics.zip\u2069')).toBeTruthy()
  })
})

it.each([
  [{ key: 'd', code: 'KeyD', ctrlKey: true }, 'Control+D'],
  [{ key: 'É', code: 'Digit2', ctrlKey: true, shiftKey: true }, 'Control+Shift+2'],
  [{ key: ' ', code: 'Space', altKey: true }, 'Alt+Space'],
  [{ key: 'ArrowUp', code: 'ArrowUp', metaKey: true }, 'Super+Up'],
  [{ key: 'F9', code: 'F9', ctrlKey: true }, 'Control+F9'],
  [{ key: 'Control', code: 'ControlLeft', ctrlKey: true }, undefined],
  [{ key: 'a', code: 'KeyA' }, undefined],
])('the keys %o are the shortcut %s', (keys, shortcut) => {
  const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
  expect(shortcutOf({ ...none, ...keys })).toBe(shortcut)
})

describe('a link of another program', () => {
  const link = (action: string, params: Record<string, string>) =>
    `reverie://${action}?${new URLSearchParams(params).toString()}`
  const render = async (address: string) => {
    const fake = signedIn()
    const addresses = [address]
    fake.answer('address.take', () => ({ addresses: addresses.splice(0) }))
    renderApp(fake)
    return { fake, dialog: within(await screen.findByRole('dialog', { name: /^A link wants to/ })) }
  }

  it('asks nobody and does nothing before the user has agreed, twice for a share', async () => {
    const { fake, dialog } = await render(link('download', { link: 'https://files.example.net/s/aB3/pw' }))
    expect(dialog.getByText('https://files.example.net')).toBeTruthy()
    expect(dialog.queryByText(/pw/)).toBeNull()
    expect([fake.callsOf('share.open'), fake.callsOf('queue.add')]).toEqual([[], []])
    fireEvent.click(dialog.getByRole('button', { name: 'See what it is' }))
    await dialog.findByText(/It is “.Lisbon.”\./)
    expect(fake.callsOf('queue.add')).toEqual([])
    fireEvent.click(dialog.getByRole('button', { name: 'Download' }))
    await waitFor(() => expect(fake.callsOf('queue.add')).toHaveLength(1))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('to the user’s own files names them, and opens them after one yes', async () => {
    const { fake, dialog } = await render(
      link('open', { site: 'https://cloud.example.org', uri: 'cloudreve://my/Photos/2026' }),
    )
    expect(dialog.getByText(/Photos.*2026/)).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Open' }))
    await waitFor(() => expect(fake.callsOf('browser.list').at(-1)?.uri).toBe('cloudreve://my/Photos/2026'))
  })

  it('to a site without an account can only lead to signing in', async () => {
    const { dialog } = await render(
      link('download', { site: 'https://evil.example', uri: 'cloudreve://my/' }),
    )
    expect(dialog.queryByRole('button', { name: 'Download' })).toBeNull()
    fireEvent.click(dialog.getByRole('button', { name: 'Sign in to this site…' }))
    const signIn = within(await screen.findByRole('dialog', { name: /Sign in/ }))
    expect(signIn.getByLabelText<HTMLInputElement>('Site address').value).toBe('https://evil.example')
  })
})

describe('what happened', () => {
  const entries: FakeState['activity'] = [
    {
      ...{ id: '1', atMs: 1, seen: false, kind: 'completed', batchId: 'b', transferId: 't' },
      ...{ name: 'a.mp4', others: 0, files: 1, bytes: 4_100_000 },
    },
    {
      ...{ id: '2', atMs: 1, seen: false, kind: 'failed', batchId: 'c', name: 'Lisbon', others: 1 },
      ...{ files: 9, filesFailed: 2, bytes: 1, failure: createFailure('not-found') },
    },
    { id: '3', atMs: 1, seen: true, kind: 'restored', what: 'queue', setAside: '/p/reverie.db.damaged' },
  ]

  it('is counted until it is looked at, and can be reached', async () => {
    const fake = signedIn({ activity: entries })
    renderApp(fake)
    fireEvent.click(await screen.findByRole('button', { name: 'What happened: 2 new' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'What happened' }))
    expect((await dialog.findAllByRole('listitem')).map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('is here1 file, 4.1 MB'),
      expect.stringContaining('2 of 9 files are missing.'),
      expect.stringContaining('What was there is kept as \u2068/p/reverie.db.damaged\u2069.'),
    ])
    await waitFor(() => expect(fake.callsOf('activity.markSeen')).toHaveLength(1))
    fireEvent.click(dialog.getByRole('button', { name: 'Open' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Show in folder' }))
    expect([fake.callsOf('file.open'), fake.callsOf('file.reveal')]).toEqual([
      [{ transferId: 't' }],
      [{ transferId: 't' }],
    ])
    fireEvent.click(dialog.getByRole('button', { name: 'Clear the list' }))
    expect(await dialog.findByText(/Nothing yet/)).toBeTruthy()
  })
})

it('a window that was dropped comes back where it was, and shows what it was asked for', async () => {
  const first = signedIn()
  const { reverie, unmount } = renderApp(first)
  await screen.findByRole('button', { name: 'What happened' })
  reverie.browser.go({ kind: 'folder', accountId: 'home:1', uri: 'cloudreve://my/Photos' })
  reverie.shell.setStrip('drawer')
  await waitFor(() => expect(first.state.keptView).toContain('drawer'))
  unmount()
  const second = signedIn({ keptView: first.state.keptView, place: { kind: 'settings' } })
  const again = renderApp(second)
  await screen.findByRole('dialog', { name: 'Settings' })
  expect(again.reverie.browser.place()).toMatchObject({ uri: 'cloudreve://my/Photos' })
  expect(again.reverie.shell.store.getState().strip).toBe('drawer')
})
