import { describe, expect, it } from 'vitest'
import type { FailureKind } from '../../../core/model/failure.ts'
import { createFakeBridge, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { anAccount } from '../../bridge/fake/fixtures.ts'
import { createSignInFeature } from './sign-in-store.ts'

function filled(fake: FakeBridge) {
  const feature = createSignInFeature(fake.bridge)
  feature.type('site', 'cloud.example.org')
  feature.type('email', ' ada@example.org ')
  feature.type('password', 'correct horse')
  return feature
}

function withCaptcha(): FakeBridge {
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
  fake.answer('site.captcha', () => ({
    image: 'data:image/png;base64,AA',
    ticket: `ticket ${(pictures += 1)}`,
  }))
  return fake
}

describe('signing in', () => {
  it('asks the site first, then signs in, and forgets the password', async () => {
    const fake = createFakeBridge()
    const feature = filled(fake)
    expect(await feature.submit()).toEqual(anAccount())
    expect(fake.calls).toEqual([
      { name: 'site.describe', input: { site: 'https://cloud.example.org' } },
      {
        name: 'account.signIn',
        input: { site: 'https://cloud.example.org', email: 'ada@example.org', password: 'correct horse' },
      },
    ])
    expect(feature.store.getState()).toMatchObject({ step: 'done', input: { password: '' } })
  })

  it.each([
    ['', 'site', 'siteWrong'],
    ['two words', 'site', 'siteWrong'],
    ['https://cloud.example.org/s/abc', 'site', 'siteShare'],
  ])('does not bother the host with the address %j', async (site, field, omission) => {
    const fake = createFakeBridge()
    const feature = filled(fake)
    feature.type('site', site)
    expect(await feature.submit()).toBeUndefined()
    expect(fake.calls).toEqual([])
    expect(feature.store.getState().trouble).toEqual({ field, omission })
  })

  it.each<[FailureKind, string]>([
    ['wrong-credentials', 'password'],
    ['account-blocked', 'form'],
    ['server-busy', 'form'],
    ['captcha-required', 'captcha'],
    ['network', 'site'],
  ])('tells %s beside %s and keeps what was typed', async (kind, field) => {
    const fake = createFakeBridge()
    fake.refuse('account.signIn', kind)
    const feature = filled(fake)
    expect(await feature.submit()).toBeUndefined()
    expect(feature.store.getState()).toMatchObject({
      busy: false,
      refused: { field },
      trouble: { field, failure: { kind } },
      input: { password: 'correct horse' },
    })
  })

  it.each<FailureKind>(['not-cloudreve', 'certificate-rejected', 'timeout'])(
    'tells a site that cannot be reached (%s) beside its address and never sends the password',
    async (kind) => {
      const fake = createFakeBridge()
      fake.refuse('site.describe', kind)
      const feature = filled(fake)
      await feature.submit()
      expect(fake.callsOf('account.signIn')).toEqual([])
      expect(feature.store.getState()).toMatchObject({ busy: false, trouble: { field: 'site' } })
    },
  )

  it('tells what a check finds without asking for the keyboard, whatever was refused before', async () => {
    const fake = createFakeBridge()
    fake.refuse('account.signIn', 'wrong-credentials')
    const feature = filled(fake)
    await feature.submit()
    const { refused } = feature.store.getState()
    expect(refused).toEqual({ field: 'password' })
    fake.refuse('site.describe', 'server-busy')
    feature.type('site', 'other.example.org')
    await feature.checkSite()
    expect(feature.store.getState().trouble).toMatchObject({
      field: 'site',
      failure: { kind: 'server-busy' },
    })
    expect(feature.store.getState().refused).toBe(refused)
  })

  it('asks the site once when it is checked and signed in to at the same time', async () => {
    const fake = createFakeBridge()
    const feature = filled(fake)
    await Promise.all([feature.checkSite(), feature.submit()])
    expect(fake.callsOf('site.describe')).toHaveLength(1)
    expect(fake.callsOf('account.signIn')).toHaveLength(1)
  })

  it('asks for the picture before it signs in and fetches a new one after each try', async () => {
    const fake = withCaptcha()
    fake.refuse('account.signIn', 'captcha-wrong')
    const feature = filled(fake)
    await feature.submit()
    expect(feature.store.getState().trouble).toEqual({ field: 'captcha', omission: 'captchaMissing' })
    expect(fake.callsOf('account.signIn')).toEqual([])
    feature.type('captcha', 'xyz')
    await feature.submit()
    feature.type('captcha', 'abc')
    await feature.submit()
    expect(fake.callsOf('account.signIn').map(({ captcha }) => captcha)).toEqual([
      { answer: 'xyz', ticket: 'ticket 1' },
      { answer: 'abc', ticket: 'ticket 2' },
    ])
    expect(feature.store.getState()).toMatchObject({
      captcha: { ticket: 'ticket 3' },
      input: { captcha: '' },
      trouble: { field: 'captcha' },
    })
  })

  it('forgets the picture when the address changes', async () => {
    const feature = filled(withCaptcha())
    await feature.checkSite()
    expect(feature.store.getState().captcha).toBeDefined()
    feature.type('site', 'other.example.org')
    expect(feature.store.getState().captcha).toBeUndefined()
    expect(feature.store.getState().site).toBeUndefined()
  })

  it('goes through the second step: a wrong code is asked again, a right one signs in', async () => {
    const fake = createFakeBridge()
    fake.answer('account.signIn', () => ({ step: 'otp', challenge: 'c1' }))
    fake.refuse('account.answerOtp', 'otp-wrong')
    const feature = filled(fake)
    await feature.submit()
    expect(feature.store.getState().step).toBe('otp')
    feature.type('otp', '123 456')
    await feature.submit()
    expect(feature.store.getState()).toMatchObject({
      step: 'otp',
      input: { otp: '' },
      trouble: { field: 'otp' },
    })
    fake.answer('account.answerOtp', () => ({ step: 'done', account: anAccount() }))
    feature.type('otp', '654321')
    expect(await feature.submit()).toEqual(anAccount())
    expect(fake.callsOf('account.answerOtp')).toEqual([
      { challenge: 'c1', otp: '123456' },
      { challenge: 'c1', otp: '654321' },
    ])
  })

  it('sends one request however often the button is pressed', async () => {
    const fake = createFakeBridge()
    const feature = filled(fake)
    await Promise.all([feature.submit(), feature.submit(), feature.submit()])
    expect(fake.callsOf('account.signIn')).toHaveLength(1)
  })
})
