// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { someDetails } from '../../bridge/fake/fake-accounts.ts'
import { createFakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, anAccount, aSummary } from '../../bridge/fake/fixtures.ts'
import { createFailure } from '../../../core/model/failure.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

const home = anAccount()
const work = anAccount({
  id: 'work:7',
  site: 'https://work.example.com',
  siteTitle: 'Work',
  email: 'ada@work.example.com',
  nickname: 'Ada L.',
})
const root = 'cloudreve://my/'
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('menuitem', { name }))
const open = async (fake: ReturnType<typeof createFakeBridge>, name = 'Settings of Ada…') => {
  renderApp(fake)
  await press(/^Accounts/)
  await choose(name)
  return screen.findByRole('dialog')
}
const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

describe('several accounts', () => {
  const lastListed = (fake: ReturnType<typeof createFakeBridge>) =>
    fake.callsOf('browser.list').at(-1)?.accountId

  it('one click beside the menu leads to the files of another', async () => {
    const fake = createFakeBridge({ accounts: [home, work], folders: { [root]: [aFile('thesis.pdf')] } })
    renderApp(fake)
    await screen.findByRole('row', { name: 'thesis.pdf' })
    expect(lastListed(fake)).toBe('home:1')
    await press(/Switch to .*Ada L\./)
    await waitFor(() => expect(lastListed(fake)).toBe('work:7'))
  })

  it('so does Ctrl with its number', async () => {
    const fake = createFakeBridge({ accounts: [home, work], folders: { [root]: [aFile('thesis.pdf')] } })
    renderApp(fake)
    await screen.findByRole('row', { name: 'thesis.pdf' })
    fireEvent.keyDown(window, { key: '2', ctrlKey: true })
    await waitFor(() => expect(lastListed(fake)).toBe('work:7'))
  })

  it('the menu tells of each who, where, and how much room there is', async () => {
    const signedOut = { ...work, health: 'sign-in-required' as const }
    renderApp(createFakeBridge({ accounts: [home, signedOut] }))
    await press(/^Accounts/)
    const item = await screen.findByRole('menuitem', { name: /^Ada.*Home cloud/ })
    expect(await within(item).findByText(/37 GB of 100 GB used/)).toBeTruthy()
    expect(await screen.findByRole('menuitem', { name: /Ada L\..*Sign-in needed/ })).toBeTruthy()
    await expectAccessible()
  })
})

describe('the settings of an account', () => {
  it('are fit for assistive technology, with everything unfolded', async () => {
    const pin = { fingerprint: 'AB:CD', subject: 'nas.local', address: 'https://nas.local' }
    const details = someDetails({
      proxy: { kind: 'manual', address: 'http://proxy:3128' },
      proxyUser: 'ada',
      pins: [pin],
      client: { clientId: 'mine', redirectUri: 'http://127.0.0.1:9999/cb', hasSecret: true },
    })
    const dialog = await open(createFakeBridge({ accounts: [home], accountDetails: { 'home:1': details } }))
    await within(dialog).findByText(/37 GB of 100 GB used/)
    for (const folded of dialog.querySelectorAll('details')) folded.open = true
    expect(await within(dialog).findByText(/nas\.local · https:\/\/nas\.local/)).toBeTruthy()
    await expectAccessible()
  })

  it('tell why a sign-in is needed, and lead there', async () => {
    const account = { ...home, health: 'sign-in-required', reason: 'grant-removed' } as const
    const dialog = await open(createFakeBridge({ accounts: [account] }))
    expect(await within(dialog).findByText(/permission for this app was taken back/)).toBeTruthy()
    fireEvent.click(within(dialog).getByText('Sign in again'))
    expect((await screen.findByLabelText<HTMLInputElement>('E-mail')).value).toBe(home.email)
  })

  it('signing in again as another user is refused in words, and the dialog stays', async () => {
    const fake = createFakeBridge({ accounts: [{ ...home, health: 'sign-in-required' }] })
    fake.refuse('account.signIn', 'other-user')
    const dialog = await open(fake)
    fireEvent.click(within(dialog).getByText('Sign in again'))
    fill(await screen.findByLabelText('Password'), 'secret')
    await press('Sign in')
    expect(await screen.findByText('That is not the user of this account.')).toBeTruthy()
    expect(fake.callsOf('account.signIn')[0]).toMatchObject({ accountId: 'home:1' })
  })

  it('keep the addresses in their order, and say where another site answers', async () => {
    const fake = createFakeBridge({ accounts: [home] })
    const dialog = await open(fake)
    const field = await within(dialog).findByLabelText('Addresses of the site')
    fill(field, 'https://nas.local\n\n https://cloud.example.org ')
    fireEvent.click(within(dialog).getByText('Save the addresses'))
    await waitFor(() =>
      expect(fake.callsOf('account.setAddresses')).toEqual([
        { accountId: 'home:1', addresses: ['https://nas.local', 'https://cloud.example.org'] },
      ]),
    )
    fake.refuse('account.setAddresses', 'other-site')
    fill(await within(dialog).findByLabelText('Addresses of the site'), 'https://x.example')
    fireEvent.click(within(dialog).getByText('Save the addresses'))
    expect(await within(dialog).findByText('Another site answers at this address.')).toBeTruthy()
  })

  it('set a proxy with its password, which is not asked back', async () => {
    const fake = createFakeBridge({ accounts: [home] })
    const dialog = await open(fake)
    fireEvent.click(within(dialog).getByText('Proxy and certificates'))
    fireEvent.click(await within(dialog).findByLabelText('This one'))
    fill(await within(dialog).findByLabelText('Address of the proxy'), 'proxy:3128')
    fill(within(dialog).getByLabelText('User name for the proxy'), 'ada')
    fill(within(dialog).getByLabelText('Password for the proxy'), 'secret')
    fireEvent.click(within(dialog).getByText('Apply the proxy'))
    const target = { kind: 'account', accountId: 'home:1' } as const
    await waitFor(() =>
      expect(fake.callsOf('way.setProxy')).toEqual([
        {
          target,
          proxy: { kind: 'manual', address: 'proxy:3128' },
          user: { name: 'ada', password: 'secret' },
        },
      ]),
    )
    await waitFor(() =>
      expect(within(dialog).getByLabelText<HTMLInputElement>('Password for the proxy').value).toBe(''),
    )
  })

  it('use a folder of its own, and the one of the settings again', async () => {
    const fake = createFakeBridge({ accounts: [home] })
    const dialog = await open(fake)
    fireEvent.click(await within(dialog).findByText('Change…'))
    expect(await within(dialog).findByDisplayValue('/home/ada/Pictures')).toBeTruthy()
    fireEvent.click(within(dialog).getByText('Use the one of the settings'))
    expect(await within(dialog).findByDisplayValue('The one of the settings')).toBeTruthy()
    expect(fake.callsOf('account.useFolder').map(({ token }) => token)).toEqual(['folder', null])
  })
})

it('a proxy that asks for a password is one banner that leads to where it is typed', async () => {
  const hold = {
    cause: { scope: 'account', accountId: 'home:1' },
    failure: createFailure('proxy-sign-in'),
    transfers: 3,
  } as const
  const fake = createFakeBridge({ accounts: [home], summary: aSummary({ held: 3 }, { holds: [hold] }) })
  renderApp(fake)
  await press('Enter the password')
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findByLabelText('Password for the proxy')).toBeTruthy()
})

it('a sign-out that the site could not be told of says so', async () => {
  const fake = createFakeBridge({ accounts: [home, work] })
  fake.answer('account.signOut', () => ({ told: false }))
  const dialog = await open(fake)
  fireEvent.click(within(dialog).getByText('Sign out'))
  const ask = await screen.findByRole('alertdialog')
  fireEvent.click(within(ask).getByRole('button', { name: 'Sign out' }))
  expect(await screen.findByText(/The site could not be reached/)).toBeTruthy()
})
