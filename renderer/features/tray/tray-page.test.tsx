// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, it } from 'vitest'
import { createFakeBridge, type FakeBridge, type FakeState } from '../../bridge/fake/fake-bridge.ts'
import { aFile, aFolder, anAccount, aSummary, aTransfer, someSettings } from '../../bridge/fake/fixtures.ts'
import { endTest, renderTray } from '../../dev/render-app.tsx'

afterEach(() => {
  endTest()
  localStorage.clear()
})

function signedIn(parts: Partial<FakeState> = {}): FakeBridge {
  return createFakeBridge({ accounts: [anAccount()], ...parts })
}

async function field(): Promise<HTMLInputElement> {
  return screen.findByRole<HTMLInputElement>('combobox', { name: 'Paste a link, or search my files' })
}

async function type(text: string): Promise<HTMLInputElement> {
  const input = await field()
  fireEvent.change(input, { target: { value: text } })
  return input
}

const press = (input: HTMLElement, key: string) => fireEvent.keyDown(input, { key })

it('a pasted share link is downloaded by Enter, to the default folder', async () => {
  const fake = signedIn()
  renderTray(fake)
  const input = await type('https://files.example.net/s/aB3/secret')
  expect((await screen.findByRole('option')).textContent).toBe(
    'Download what is shared at \u2068files.example.net\u2069',
  )
  press(input, 'Enter')
  await screen.findByText('Downloading “\u2068Lisbon\u2069”')
  expect(fake.callsOf('share.open')).toEqual([{ link: 'https://files.example.net/s/aB3/secret' }])
  expect(fake.callsOf('queue.add')).toEqual([
    { accountId: 'home:guest', roots: [{ uri: 'cloudreve://abc@share/' }], target: { kind: 'default' } },
  ])
  expect(input.value).toBe('')
})

it('a share that wants a password leads to the window, which asks for it', async () => {
  const fake = signedIn()
  fake.answer('share.open', () => ({ step: 'password' }))
  renderTray(fake)
  press(await type('https://files.example.net/s/aB3'), 'Enter')
  await waitFor(() =>
    expect(fake.callsOf('desktop.show')).toEqual([
      { place: { kind: 'share', link: 'https://files.example.net/s/aB3' } },
    ]),
  )
  expect(fake.callsOf('queue.add')).toEqual([])
})

it('words are searched for once typing stops; arrows choose, Enter downloads', async () => {
  const fake = signedIn()
  const found = [aFolder('Lisbon'), aFile('lisbon.jpg')]
  fake.answer('browser.list', ({ uri }) => ({ uri, entries: found, singleFile: false }))
  renderTray(fake)
  await type('lis')
  const input = await type('lisbon 2026')
  await waitFor(() =>
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'Lisboncloud.example.org',
      'lisbon.jpgcloud.example.org',
    ]),
  )
  expect(
    fake.callsOf('browser.list').flatMap(({ search }) => (search === undefined ? [] : [search])),
  ).toEqual([{ names: ['lisbon', '2026'], foldCase: true }])
  press(input, 'ArrowDown')
  press(input, 'ArrowDown')
  press(input, 'ArrowUp')
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('lisbon.jpg')
  press(input, 'Enter')
  await waitFor(() =>
    expect(fake.callsOf('queue.add')[0]?.roots).toEqual([{ uri: 'cloudreve://my/lisbon.jpg' }]),
  )
})

it('an answer that comes after more was typed is dropped', async () => {
  const fake = signedIn()
  const answers: ((name: string) => void)[] = []
  fake.answer('browser.list', ({ uri }) => {
    return new Promise((resolve) =>
      answers.push((name) => resolve({ uri, entries: [aFile(name)], singleFile: false })),
    )
  })
  renderTray(fake)
  await type('old')
  await waitFor(() => expect(answers).toHaveLength(1))
  await type('new')
  await waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('new.txt')
  await screen.findByRole('option', { name: /new\.txt/ })
  answers[0]?.('old.txt')
  await waitFor(() => expect(screen.queryByRole('option', { name: /old\.txt/ })).toBeNull())
})

it('an address of a site without an account leads to signing in, one that leads nowhere says so', async () => {
  const fake = signedIn()
  renderTray(fake)
  press(await type('https://other.example/home?path=cloudreve%3A%2F%2Fmy%2Fx'), 'Enter')
  await waitFor(() => expect(fake.callsOf('desktop.show')).toEqual([{ place: { kind: 'sign-in' } }]))
  await type('https://other.example/about')
  await screen.findByText('This address does not lead to a file.')
  expect(screen.queryByRole('option')).toBeNull()
})

it('Esc empties the field, then hides the window', async () => {
  const fake = signedIn()
  renderTray(fake)
  const input = await type('lisbon')
  press(input, 'Escape')
  expect([input.value, fake.callsOf('desktop.hideTray')]).toEqual(['', []])
  press(input, 'Escape')
  expect(fake.callsOf('desktop.hideTray')).toEqual([{}])
})

it('what is dropped is read like what is typed', async () => {
  renderTray(signedIn())
  await field()
  const dataTransfer = {
    getData: (kind: string) => (kind === 'text/uri-list' ? '# a page\r\nhttps://x.example/s/aB3\r\n' : ''),
  }
  fireEvent.drop(screen.getByRole('main'), { dataTransfer })
  expect((await field()).value).toBe('https://x.example/s/aB3')
})

it('shows what runs with its buttons, and places to go', async () => {
  const fake = signedIn({
    rows: [
      aTransfer('movie.mkv', 'downloading', { bytesDone: 600_000_000 }),
      aTransfer('done.pdf', 'completed', { bytesDone: 1_200_000_000 }),
    ],
    places: [
      { kind: 'recent', uri: 'cloudreve://my/Music', name: 'Music', atMs: 5 },
      { kind: 'pinned', uri: 'cloudreve://my/Photos', name: 'Photos', atMs: 1 },
      { kind: 'recent', uri: 'cloudreve://my/Photos', name: 'Photos', atMs: 9 },
    ],
  })
  renderTray(fake)
  const running = within(await screen.findByRole('listitem', { name: 'movie.mkv' }))
  fireEvent.click(running.getByRole('button', { name: 'Pause' }))
  const done = within(screen.getByRole('listitem', { name: 'done.pdf' }))
  fireEvent.click(done.getByRole('button', { name: 'Open' }))
  fireEvent.click(done.getByRole('button', { name: 'Show in folder' }))
  const places = await screen.findAllByRole('button', { name: /^Open “/ })
  expect(places.map(({ textContent }) => textContent)).toEqual(['Photos', 'Music'])
  fireEvent.click(screen.getByRole('button', { name: 'Download “Photos”' }))
  fireEvent.click(screen.getByRole('button', { name: 'Open “Music”' }))
  await waitFor(() => expect(fake.callsOf('desktop.hideTray')).toHaveLength(1))
  expect({
    pause: fake.callsOf('queue.pause'),
    open: fake.callsOf('file.open'),
    reveal: fake.callsOf('file.reveal'),
    add: fake.callsOf('queue.add').map(({ roots }) => roots[0]?.uri),
    show: fake.callsOf('desktop.show'),
  }).toEqual({
    pause: [{ transferIds: ['transfer movie.mkv'], batchIds: [] }],
    open: [{ transferId: 'transfer done.pdf' }],
    reveal: [{ transferId: 'transfer done.pdf' }],
    add: ['cloudreve://my/Photos'],
    show: [{ place: { kind: 'folder', accountId: 'home:1', uri: 'cloudreve://my/Music' } }],
  })
})

it('the limit is switched off and on again at its own height; the doors lead where they say', async () => {
  const fake = signedIn({
    settings: someSettings({ speedLimit: 2_000_000 }),
    summary: aSummary({ downloading: 1 }),
  })
  renderTray(fake)
  const limit = await screen.findByRole('switch')
  fireEvent.click(limit)
  await waitFor(() => expect(screen.getByRole<HTMLInputElement>('switch').checked).toBe(false))
  fireEvent.click(screen.getByRole('switch'))
  fireEvent.click(screen.getByRole('button', { name: 'Pause all' }))
  for (const name of ['What happened', 'Open window', 'Settings', 'Quit'])
    fireEvent.click(screen.getByRole('button', { name }))
  await waitFor(() => expect(fake.callsOf('desktop.quit')).toHaveLength(1))
  expect(fake.callsOf('settings.save')).toEqual([{ speedLimit: 0 }, { speedLimit: 2_000_000 }])
  expect(fake.callsOf('queue.pauseAll')).toHaveLength(1)
  expect(fake.callsOf('desktop.show').map(({ place }) => place.kind)).toEqual([
    ...['activity', 'window', 'settings'],
  ])
})

it('is fit for assistive technology, with offers and without', async () => {
  const fake = signedIn({
    rows: [aTransfer('movie.mkv', 'downloading', { bytesDone: 600_000_000 })],
    places: [{ kind: 'pinned', uri: 'cloudreve://my/Photos', name: 'Photos', atMs: 1 }],
  })
  renderTray(fake)
  await screen.findByRole('listitem', { name: 'movie.mkv' })
  const troubles = async () => {
    const { violations } = await axe.run(document.body, {
      // Colours need a screen.
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    return violations.map(({ id }) => id)
  }
  expect(await troubles()).toEqual([])
  await type('https://files.example.net/s/aB3')
  await screen.findByRole('option')
  expect(await troubles()).toEqual([])
})
