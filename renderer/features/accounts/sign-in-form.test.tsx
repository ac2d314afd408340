// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeBridge, shareUri, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, aHost, anAccount, aSummary } from '../../bridge/fake/fixtures.ts'
import { createFailure, TransferError } from '../../../core/model/failure.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

const field = (name: string) => screen.findByRole('textbox', { name })
const fill = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

async function signIn() {
  fill(await field('Site address'), 'cloud.example.org')
  fill(await field('E-mail'), 'ada@example.org')
  fill(screen.getByLabelText('Password'), 'secret')
  await press('Sign in')
}

const withFiles = (): FakeBridge =>
  createFakeBridge({
    folders: { 'cloudreve://my/': [aFile('thesis.pdf')], [shareUri]: [aFile('shared.zip')] },
  })

describe('the first screen', () => {
  it('signs in and shows the files', async () => {
    const fake = withFiles()
    renderApp(fake)
    await signIn()
    expect(await screen.findByRole('row', { name: 'thesis.pdf' })).toBeTruthy()
    expect(screen.queryByLabelText('Password')).toBeNull()
  })

  it('tells a wrong password beside the password and puts the keyboard there', async () => {
    const fake = createFakeBridge()
    fake.refuse('account.signIn', 'wrong-credentials')
    renderApp(fake)
    await signIn()
    const password = screen.getByLabelText('Password')
    await waitFor(() => expect(password.getAttribute('aria-invalid')).toBe('true'))
    expect(screen.getByText('E-mail or password is wrong. Check both; capital letters count.')).toBeTruthy()
    expect(document.activeElement).toBe(password)
  })

  it('tells a wrong address beside it when it is left, and lets somebody type on in the next field', async () => {
    const fake = createFakeBridge()
    let fail = () => {}
    const failed = new Promise<void>((resolve) => (fail = resolve))
    fake.answer('site.describe', async () => {
      await failed
      throw new TransferError(createFailure('not-cloudreve'))
    })
    renderApp(fake)
    const site = await field('Site address')
    act(() => site.focus())
    fill(site, 'wrong.example.org')
    const email = await field('E-mail')
    act(() => email.focus())
    fill(email, 'ada@exam')
    expect(fake.callsOf('site.describe')).toHaveLength(1)
    act(() => fail())
    await waitFor(() => expect(site.getAttribute('aria-invalid')).toBe('true'))
    expect(document.activeElement).toBe(email)
    fill(email, 'ada@example.org')
    fill(screen.getByLabelText('Password'), 'secret')
    expect(document.activeElement).toBe(email)
    await press('Sign in')
    await waitFor(() => expect(document.activeElement).toBe(site))
    expect([site, email].map((input) => (input as HTMLInputElement).value)).toEqual([
      'wrong.example.org',
      'ada@example.org',
    ])
  })

  it('shows the picture and a new one after a wrong answer', async () => {
    const fake = createFakeBridge()
    let pictures = 0
    fake.answer('site.describe', ({ site }) => ({
      site,
      title: '',
      version: '4',
      captcha: 'picture',
      browser: true,
      passkeys: false,
    }))
    fake.answer('site.captcha', () => ({ image: `data:image/png;base64,${(pictures += 1)}`, ticket: 't' }))
    fake.refuse('account.signIn', 'captcha-wrong')
    renderApp(fake)
    await signIn()
    const picture = await screen.findByRole('img', { name: 'Picture with characters to type' })
    expect(picture.getAttribute('src')).toBe('data:image/png;base64,1')
    expect(await screen.findByText('Type the characters that you see in the picture.')).toBeTruthy()
    fill(await field('Characters in the picture'), 'abc')
    await press('Sign in')
    await waitFor(() => expect(picture.getAttribute('src')).toBe('data:image/png;base64,2'))
    expect((await field('Characters in the picture')) as HTMLInputElement).toHaveProperty('value', '')
  })

  it('never shows a picture that would be fetched from somewhere', async () => {
    const fake = createFakeBridge()
    fake.answer('site.describe', ({ site }) => ({
      site,
      title: '',
      version: '4',
      captcha: 'picture',
      browser: true,
      passkeys: false,
    }))
    fake.answer('site.captcha', () => ({ image: 'https://evil.example.org/x.png', ticket: 't' }))
    renderApp(fake)
    await signIn()
    expect(await field('Characters in the picture')).toBeTruthy()
    expect(screen.queryByRole('img', { name: 'Picture with characters to type' })).toBeNull()
  })

  it('asks for the code of the second step and signs in with it', async () => {
    const fake = withFiles()
    fake.answer('account.signIn', () => ({ step: 'otp', challenge: 'c' }))
    renderApp(fake)
    await signIn()
    const code = await field('Code')
    expect(document.activeElement).toBe(code)
    fill(code, '123456')
    await press('Confirm')
    expect(await screen.findByRole('row', { name: 'thesis.pdf' })).toBeTruthy()
    expect(fake.callsOf('account.answerOtp')).toEqual([{ challenge: 'c', otp: '123456' }])
  })

  it('is honest about secrets that cannot be encrypted, before the first sign-in alone', async () => {
    renderApp(createFakeBridge({ host: aHost({ plainVault: true }) }))
    expect(await screen.findByText(/cannot be encrypted here/)).toBeTruthy()
  })
})

describe('a share link', () => {
  it('opens without an account', async () => {
    const fake = withFiles()
    renderApp(fake)
    fill(await field('Share link'), ' https://cloud.example.org/s/abc ')
    await press('Open')
    expect(await screen.findByRole('row', { name: 'shared.zip' })).toBeTruthy()
    expect(fake.callsOf('share.open')).toEqual([{ link: 'https://cloud.example.org/s/abc' }])
  })

  it('asks for the password, says when it is wrong, and opens with the right one', async () => {
    const fake = withFiles()
    const answers = ['password', 'wrong', 'right']
    const share = { step: 'opened', accountId: 'g', uri: shareUri, name: 'Lisbon' } as const
    renderApp(fake)
    fake.answer('share.open', () => (answers.shift() === 'password' ? { step: 'password' } : share))
    fill(await field('Share link'), 'https://cloud.example.org/s/abc')
    await press('Open')
    const password = await screen.findByLabelText('Share password')
    await waitFor(() => expect(document.activeElement).toBe(password))
    fake.refuse('share.open', 'share-password')
    fill(password, 'guess')
    await press('Open')
    expect(await screen.findByText(/That is not the password of this share/)).toBeTruthy()
    fake.answer('share.open', () => share)
    fill(password, 'sesame')
    await press('Open')
    expect(await screen.findByRole('row', { name: 'shared.zip' })).toBeTruthy()
    expect(fake.callsOf('share.open').map((call) => call.password)).toEqual([undefined, 'guess', 'sesame'])
  })

  it('in the place of a site is told as one and opened, with its password; the site can be signed in to instead', async () => {
    const fake = withFiles()
    fake.answer('share.open', ({ password }) =>
      password === 'tulip'
        ? { step: 'opened', accountId: 'home:guest', uri: shareUri, name: 'Lisbon' }
        : { step: 'password' },
    )
    renderApp(fake)
    const site = await field('Site address')
    fill(site, 'cloud.example.org/s/AbCd')
    fireEvent.blur(site)
    expect(await screen.findByText('This is a share link. It opens without an account.')).toBeTruthy()
    expect([screen.queryByLabelText('Password'), fake.callsOf('site.describe')]).toEqual([null, []])
    await press('Sign in to cloud.example.org')
    expect(site).toHaveProperty('value', 'https://cloud.example.org')
    expect(await screen.findByLabelText('Password')).toBeTruthy()
    fill(site, 'cloud.example.org/s/AbCd')
    await press('Open share')
    const password = await screen.findByLabelText('Share password')
    await waitFor(() => expect(document.activeElement).toBe(password))
    fill(password, 'tulip')
    await press('Open share')
    expect(await screen.findByRole('row', { name: 'shared.zip' })).toBeTruthy()
    const link = 'https://cloud.example.org/s/AbCd'
    expect(fake.callsOf('share.open')).toEqual([{ link }, { link, password: 'tulip' }])
  })

  it('of a site with a certificate of its own opens once it is believed', async () => {
    const fake = withFiles()
    const opens = { step: 'opened', accountId: 'home:guest', uri: shareUri, name: 'Lisbon' } as const
    fake.refuse('share.open', 'certificate-rejected')
    renderApp(fake)
    fill(await field('Share link'), 'https://cloud.example.org/s/AbCd')
    await press('Open')
    await press('Show the certificate…')
    fake.answer('share.open', () => opens)
    await press('Trust this certificate')
    expect(await screen.findByRole('row', { name: 'shared.zip' })).toBeTruthy()
  })

  it('says at once what is no share link', async () => {
    const fake = createFakeBridge()
    renderApp(fake)
    fill(await field('Share link'), 'hello')
    await press('Open')
    expect(await screen.findByText(/This is not a share link/)).toBeTruthy()
    expect(fake.callsOf('share.open')).toEqual([])
  })
})

describe('a session that has ended', () => {
  it('is one message for all that wait, and signing in again is filled in', async () => {
    const fake = createFakeBridge({
      accounts: [anAccount({ health: 'sign-in-required' })],
      summary: aSummary(
        { held: 400 },
        {
          holds: [
            {
              cause: { scope: 'account', accountId: 'home:1' },
              failure: createFailure('sign-in-required'),
              transfers: 400,
            },
          ],
        },
      ),
    })
    fake.refuse('browser.list', 'sign-in-required')
    renderApp(fake)
    const banner = await screen.findByRole('region', { name: 'What needs you' })
    expect(banner.textContent).toContain('400 transfers wait.')
    fireEvent.click(within(banner).getByRole('button', { name: 'Sign in' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByLabelText('Site address')).toHaveProperty('value', 'https://cloud.example.org')
    expect(within(dialog).getByLabelText('E-mail')).toHaveProperty('value', 'ada@example.org')
    const password = within(dialog).getByLabelText('Password')
    await waitFor(() => expect(document.activeElement).toBe(password))
    fake.answer('browser.list', ({ uri }) => ({ uri, entries: [aFile('back.txt')], singleFile: false }))
    fill(within(dialog).getByLabelText('Password'), 'secret')
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in' })))
    expect(await screen.findByRole('row', { name: 'back.txt' })).toBeTruthy()
  })
})
