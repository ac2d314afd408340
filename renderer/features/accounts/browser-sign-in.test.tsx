// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { createFailure, TransferError } from '../../../core/model/failure.ts'
import { aCertificate } from '../../bridge/fake/fake-accounts.ts'
import { createFakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, aHost } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

const root = 'cloudreve://my/'
const site = 'https://cloud.example.org'
const host = (signInWindow: boolean) =>
  createFakeBridge({ host: aHost({ signInWindow }), folders: { [root]: [aFile('thesis.pdf')] } })
const enterSite = async () => {
  const field = await screen.findByLabelText('Site address')
  fireEvent.change(field, { target: { value: 'cloud.example.org' } })
  fireEvent.blur(field)
}
/** Roles of all that Fluent draws take long to work out. */
const press = async (text: string) => fireEvent.click(await screen.findByText(text))
const byPage = 'Sign in on the page of the site'

async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

describe('signing in on the page of the site', () => {
  it('the host shows it, and the files are there when it is over', async () => {
    const fake = host(true)
    renderApp(fake)
    await enterSite()
    expect(await screen.findByText('Home cloud · Cloudreve 4.12.0')).toBeTruthy()
    await press(byPage)
    expect(await screen.findByRole('row', { name: 'thesis.pdf' })).toBeTruthy()
    expect(fake.callsOf('account.beginBrowser')).toEqual([{ site }])
    expect(fake.callsOf('account.showBrowser')).toEqual([{ flowId: 'flow' }])
  })

  it('may be canceled while the window is open, and what comes late changes nothing', async () => {
    const fake = host(true)
    let answer = () => {}
    fake.answer(
      'account.showBrowser',
      () =>
        new Promise((_resolve, reject) => {
          answer = () => reject(new TransferError(createFailure('sign-in-canceled')))
        }),
    )
    renderApp(fake)
    await enterSite()
    await press(byPage)
    await screen.findByText(/Finish in the window/)
    await expectAccessible()
    await press('Cancel')
    answer()
    expect(await screen.findByLabelText('E-mail')).toBeTruthy()
    expect(screen.queryByText('The sign-in was canceled.')).toBeNull()
    expect(fake.callsOf('account.cancelBrowser')).toEqual([{ flowId: 'flow' }])
  })

  it('is finished with what was copied where the host has no window', async () => {
    const fake = host(false)
    renderApp(fake)
    await enterSite()
    await press(byPage)
    const link = await screen.findByRole('link', { name: 'Open the page of the site' })
    expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual([
      `${site}/session/authorize?client_id=reverie`,
      'noopener noreferrer',
    ])
    await press('Confirm')
    expect(await screen.findByText('Paste the address of the page that the site ended at.')).toBeTruthy()
    await expectAccessible()
    fireEvent.change(screen.getByLabelText(/Address of the last page/), {
      target: { value: ' https://cloud.example.org/callback/desktop?code=1 ' },
    })
    await press('Confirm')
    expect(await screen.findByRole('row', { name: 'thesis.pdf' })).toBeTruthy()
    expect(fake.callsOf('account.finishBrowser')).toEqual([
      { flowId: 'flow', answer: 'https://cloud.example.org/callback/desktop?code=1' },
    ])
  })

  it('that goes wrong says so and starts anew', async () => {
    const fake = host(true)
    fake.refuse('account.showBrowser', 'sign-in-mismatch')
    renderApp(fake)
    await enterSite()
    await press(byPage)
    expect(await screen.findByText('The answer belongs to another sign-in.')).toBeTruthy()
    expect(screen.getByText(byPage)).toBeTruthy()
  })

  it('that was not permitted on the page, or whose window was closed, is told calmly', async () => {
    const fake = host(true)
    fake.refuse('account.showBrowser', 'sign-in-canceled')
    renderApp(fake)
    await enterSite()
    await press(byPage)
    expect(await screen.findByText('The sign-in was canceled.')).toBeTruthy()
    expect(screen.getByText(byPage)).toBeTruthy()
  })

  it('is the only way where the site asks for a puzzle of the web', async () => {
    const fake = host(true)
    fake.answer('site.describe', (asked) => ({
      ...{ site: asked.site, title: 'Home', version: '4.18.0', captcha: 'unsupported' },
      browser: true,
      passkeys: true,
    }))
    renderApp(fake)
    await enterSite()
    await screen.findByText(/only its own page can show/)
    expect(screen.queryByLabelText('Password')).toBeNull()
    expect(screen.queryByText('Sign in')).toBeNull()
    await expectAccessible()
  })

  it('uses a client of one’s own where one is filled in', async () => {
    const fake = host(true)
    renderApp(fake)
    await enterSite()
    fireEvent.click(await screen.findByText('Advanced: proxy, certificates, client'))
    const fill = (name: string, value: string) =>
      fireEvent.change(screen.getByLabelText(name), { target: { value } })
    fill('Client id', 'mine')
    fill('Client secret', 'secret')
    fill('Redirect address, exactly as registered', 'http://127.0.0.1:9999/cb')
    await press(byPage)
    await waitFor(() => expect(fake.callsOf('account.beginBrowser')).toHaveLength(1))
    expect(fake.callsOf('account.beginBrowser')).toEqual([
      { site, client: { clientId: 'mine', secret: 'secret', redirectUri: 'http://127.0.0.1:9999/cb' } },
    ])
  })
})

describe('a certificate that nobody vouches for', () => {
  it('is shown with its fingerprint, and the site is asked again once it is trusted', async () => {
    const fake = host(true)
    const target = { kind: 'site', site } as const
    let trusted = false
    fake.answer('site.describe', (asked) => {
      if (!trusted) throw new TransferError(createFailure('certificate-rejected'))
      return {
        site: asked.site,
        title: 'Home',
        version: '4.18.0',
        captcha: 'none',
        browser: true,
        passkeys: false,
      }
    })
    fake.answer('way.trust', () => {
      trusted = true
      return { proxy: { kind: 'system' }, pins: [], authorities: [] }
    })
    renderApp(fake)
    await enterSite()
    fireEvent.click(screen.getByText('Advanced: proxy, certificates, client'))
    await press('Show the certificate…')
    const { fingerprint } = aCertificate()
    expect(await screen.findByText(fingerprint.replaceAll(':', ' '))).toBeTruthy()
    await expectAccessible()
    await press('Trust this certificate')
    expect(await screen.findByText('Home · Cloudreve 4.18.0')).toBeTruthy()
    expect(fake.callsOf('way.certificate')).toEqual([{ target }])
    expect(fake.callsOf('way.trust')).toEqual([{ target, fingerprint }])
  })

  it('is not trusted by looking at it', async () => {
    const fake = host(true)
    fake.refuse('site.describe', 'certificate-rejected')
    renderApp(fake)
    await enterSite()
    await press('Show the certificate…')
    await screen.findByText('Trust this certificate')
    await press('Cancel')
    await screen.findByText('Show the certificate…')
    expect(fake.callsOf('way.trust')).toEqual([])
  })
})
