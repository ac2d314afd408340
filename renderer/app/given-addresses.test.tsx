// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeBridge } from '../bridge/fake/fake-bridge.ts'
import { anAccount } from '../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../dev/render-app.tsx'

afterEach(endTest)

/** A page whose host has these for it, and hands them out once. */
function renderWith(...addresses: string[]) {
  const fake = createFakeBridge({ accounts: [anAccount()] })
  fake.answer('address.take', () => ({ addresses: addresses.splice(0) }))
  renderApp(fake)
  return { fake, addresses }
}

it('a share link that the program was started with is ready to be opened', async () => {
  renderWith('https://cloud.example.org/s/AbCd')
  expect((await screen.findByLabelText<HTMLInputElement>('Share link')).value).toBe(
    'https://cloud.example.org/s/AbCd',
  )
})

it('one that comes later takes the place of the first', async () => {
  const { fake, addresses } = renderWith('https://cloud.example.org/s/AbCd')
  await screen.findByLabelText('Share link')
  addresses.push('https://cloud.example.org/s/One', 'https://cloud.example.org/s/Two')
  fake.emit('address.given', {})
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLInputElement>('Share link').value).toBe(
      'https://cloud.example.org/s/Two',
    ),
  )
})

it('a folder of the user is gone to', async () => {
  const { fake } = renderWith('cloudreve://my/Photos')
  await waitFor(() => expect(fake.callsOf('browser.list').at(-1)?.uri).toBe('cloudreve://my/Photos'))
})

it('a link dropped on the window is opened; a file is not, nor what somebody else has taken', async () => {
  renderWith()
  await screen.findByRole('main')
  const drop = (data: Record<string, string>, taken = false) => {
    const event = new Event('drop', { bubbles: true, cancelable: true })
    Object.assign(event, {
      dataTransfer: { types: Object.keys(data), getData: (type: string) => data[type] ?? '' },
    })
    if (taken) event.preventDefault()
    window.dispatchEvent(event)
    return event.defaultPrevented
  }
  const link = 'https://cloud.example.org/s/AbCd'
  expect([drop({ Files: '' }), drop({ 'text/uri-list': link }, true)]).toEqual([false, true])
  expect(screen.queryByLabelText('Share link')).toBeNull()
  expect(drop({ 'text/uri-list': `# a page\r\n${link}\r\n`, 'text/plain': 'A page' })).toBe(true)
  expect((await screen.findByLabelText<HTMLInputElement>('Share link')).value).toBe(link)
})
