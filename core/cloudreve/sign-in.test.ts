// Signing in against the fake site: password, captcha, second factor, and every way to be refused.

import { afterEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve, totpCode } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve, FakeCloudreveOptions } from '../../testing/fake-cloudreve/index.ts'
import { createFixture, outcomeOf, signedIn } from './fixture.ts'

let fake: FakeCloudreve
const start = async (options: FakeCloudreveOptions = {}) => {
  fake = await startFakeCloudreve(options)
  return createFixture()
}
afterEach(() => fake.close())

const credentials = () => ({ site: fake.url, email: fake.user.email, password: fake.user.password })

describe('a password', () => {
  it('makes an account without secrets, and its tokens go to the vault', async () => {
    const { cloudreve, accounts, vault, logged } = await start()
    const account = await signedIn(cloudreve, fake)
    const site = await cloudreve.describeSite(fake.url)
    expect(account).toEqual({
      id: `${site.instanceId}:${fake.user.id}`,
      site: fake.url,
      siteTitle: 'Cloudreve',
      instanceId: site.instanceId,
      kind: 'user',
      userId: fake.user.id,
      email: fake.user.email,
      nickname: 'reader',
    })
    expect(accounts).toEqual([account])
    expect([...vault.secrets.keys()]).toEqual([`tokens:${account.id}`])
    expect(cloudreve.health(account.id)).toBe('ready')
    expect(logged()).not.toMatch(/eyJ|correct horse|reader@/)
  })

  it('what the site calls malformed is a wrong e-mail or password to a person', async () => {
    const { cloudreve } = await start()
    fake.faults.add({ on: 'login', fault: faults.json(40001, 'Key: Password, min') })
    expect(await outcomeOf(cloudreve.signIn({ ...credentials(), password: 'x' }))).toBe(
      'wrong-credentials 40001',
    )
  })

  it('is refused when wrong, and nothing is kept', async () => {
    const { cloudreve, accounts, vault } = await start()
    expect(await outcomeOf(cloudreve.signIn({ ...credentials(), password: 'wrong' }))).toBe(
      'wrong-credentials 40080',
    )
    expect([accounts, vault.secrets.size]).toEqual([[], 0])
  })

  it.each([
    ['banned', 'account-blocked 40017'],
    ['inactive', 'account-blocked 40018'],
  ] as const)('of a %s user is refused', async (status, expected) => {
    const { cloudreve } = await start()
    fake.user.setStatus(status)
    expect(await outcomeOf(cloudreve.signIn(credentials()))).toBe(expected)
  })

  it('replaces the tokens of a second sign-in and keeps one account', async () => {
    const { cloudreve, accounts, vault } = await start()
    const account = await signedIn(cloudreve, fake)
    const before = vault.secrets.get(`tokens:${account.id}`)
    await signedIn(cloudreve, fake)
    expect(accounts).toEqual([account])
    expect(vault.secrets.get(`tokens:${account.id}`)).not.toBe(before)
  })
})

describe('a captcha', () => {
  it('is asked for, refused when wrong, and passes when right', async () => {
    const { cloudreve } = await start({ settings: { loginCaptcha: true } })
    expect((await cloudreve.describeSite(fake.url)).captcha).toBe('picture')
    expect(await outcomeOf(cloudreve.signIn(credentials()))).toBe('captcha-required')
    const first = await cloudreve.captcha(fake.url)
    expect(first.image).toMatch(/^data:image\/png;base64,/)
    const wrong = { answer: 'nonsense', ticket: first.ticket }
    expect(await outcomeOf(cloudreve.signIn({ ...credentials(), captcha: wrong }))).toBe(
      'captcha-wrong 40026',
    )
    const { ticket } = await cloudreve.captcha(fake.url)
    const right = { answer: ` ${fake.captchaSolution(ticket) ?? ''} `, ticket }
    expect(await cloudreve.signIn({ ...credentials(), captcha: right })).toMatchObject({ step: 'done' })
  })
})

describe('a second factor', () => {
  const otpSecret = 'JBSWY3DPEHPK3PXP'
  const begin = async () => {
    const fixture = await start({ user: { email: 'two@example.org', password: 'two factors', otpSecret } })
    const step = await fixture.cloudreve.signIn(credentials())
    if (step.step !== 'otp') throw new Error('a second factor was expected')
    return { ...fixture, challenge: step.challenge }
  }
  const code = () => totpCode(otpSecret, fake.clock.nowMs())

  it('may be wrong first and right then', async () => {
    const { cloudreve, challenge, accounts } = await begin()
    const wrong = code() === '000000' ? '111111' : '000000'
    expect(await outcomeOf(cloudreve.answerOtp(challenge, wrong))).toBe('otp-wrong 40022')
    expect(accounts).toEqual([])
    const right = `${code().slice(0, 3)} ${code().slice(3)}`
    const step = await cloudreve.answerOtp(challenge, right)
    expect(step).toEqual({ step: 'done', account: accounts[0] })
    expect(await outcomeOf(cloudreve.answerOtp(challenge, right))).toBe('sign-in-required')
  })

  it('has to come within ten minutes', async () => {
    const { cloudreve, challenge, clock } = await begin()
    clock.advance(600_000)
    expect(await outcomeOf(cloudreve.answerOtp(challenge, code()))).toBe('sign-in-required')
  })

  it('ends where the site has forgotten the session', async () => {
    const { cloudreve, challenge } = await begin()
    fake.clock.advance(601_000)
    expect(await outcomeOf(cloudreve.answerOtp(challenge, code()))).toBe('sign-in-required')
  })

  it('needs a challenge that exists', async () => {
    const { cloudreve } = await begin()
    expect(await outcomeOf(cloudreve.answerOtp('no such thing', code()))).toBe('sign-in-required')
  })
})
