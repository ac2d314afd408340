// @vitest-environment jsdom
// From "Shared with me" into the share, from a share of one's own to where it lies, and whose things are.

import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { aFile, aFolder } from '../../../bridge/fake/fixtures.ts'
import { aDriveInUse } from '../../../dev/browser-states.ts'
import { endTest, renderApp } from '../../../dev/render-app.tsx'

afterEach(endTest)

const row = (name: string) => screen.findByRole('row', { name })
const withShortcut = () =>
  aDriveInUse({ folders: { 'cloudreve://my/': [aFolder('From Ana', { shortcut: true })] } })

it('a shortcut opens the share that it leads to, and is downloaded as that', async () => {
  const fake = withShortcut()
  renderApp(fake)
  fireEvent.doubleClick(await row('From Ana'))
  await waitFor(() => expect(fake.callsOf('browser.list').at(-1)?.uri).toBe('cloudreve://abc@share/'))
  expect(fake.callsOf('share.follow')).toEqual([{ accountId: 'home:1', uri: 'cloudreve://my/From%20Ana' }])
  fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  fireEvent.click(await row('From Ana'))
  fireEvent.click(screen.getByRole('button', { name: 'Download' }))
  await waitFor(() =>
    expect(fake.callsOf('queue.add')).toMatchObject([{ roots: [{ uri: 'cloudreve://abc@share/' }] }]),
  )
})

it('a shortcut whose password is no longer right asks for the new one', async () => {
  const fake = withShortcut()
  const link = 'https://cloud.example.org/s/abc'
  fake.answer('share.follow', () => ({ step: 'password', link }))
  renderApp(fake)
  fireEvent.doubleClick(await row('From Ana'))
  expect(await screen.findByLabelText('Share password')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Share link').value).toBe(link)
})

it('a share of one’s own opens where it lies, with the file selected', async () => {
  const fake = aDriveInUse({
    folders: { 'cloudreve://my/Work/': [], 'cloudreve://my/Work': [aFile('a.txt'), aFile('b.txt')] },
  })
  const file = aFile('b.txt').uri
  fake.answer('share.source', () => ({ folder: 'cloudreve://my/Work', file }))
  renderApp(fake)
  fireEvent.click(await screen.findByRole('button', { name: 'My shares' }))
  await screen.findByRole('button', { name: /Stop sharing .*Invoices/ })
  const [name] = (await screen.findAllByText('Invoices')).filter((one) => one.closest('main') !== null)
  fireEvent.click(name ?? document.body)
  await waitFor(async () => expect((await row('b.txt')).getAttribute('aria-selected')).toBe('true'))
  expect(fake.callsOf('share.source')).toEqual([{ accountId: 'home:1', shareId: 's1' }])
})

it('the details say whose an entry is, with initials until there is a picture', async () => {
  const fake = aDriveInUse({ details: { owner: { id: 'u7', name: 'Ana' } } })
  renderApp(fake)
  fireEvent.click(await row('Photos'))
  fireEvent.click(screen.getByRole('button', { name: 'Details' }))
  const owner = await screen.findByText('Owner')
  expect(owner.nextElementSibling?.textContent).toContain('Ana')
  expect(owner.nextElementSibling?.querySelector('img')?.getAttribute('src')).toBe(
    '/remote/avatar?account=home%3A1&user=u7',
  )
})
