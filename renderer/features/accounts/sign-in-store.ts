// One signing in, from the site's address to the account: what is typed, which step it is at, what went wrong where.
// Lives as long as its form; the password is forgotten as soon as the host has it and accepted it.
//
//   credentials --signIn--> (captcha picture renewed after every try) --> otp --> done

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CaptchaView, SignInView, SiteView } from '../../../contract/views.ts'
import type { AccountView } from '../../../core/model/account.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { parseSite, typedShareLink } from '../../../core/model/share-link.ts'
import type { Bridge } from '../../../contract/treaty.ts'
import { failureField, type SignInField } from './failure-field.ts'

export interface SignInInput {
  readonly site: string
  readonly email: string
  readonly password: string
  readonly captcha: string
  readonly otp: string
}

/** Said before anything is asked of the host. */
export type Omission =
  'siteWrong' | 'siteShare' | 'emailMissing' | 'passwordMissing' | 'captchaMissing' | 'otpMissing'

export type Trouble =
  | { readonly field: SignInField; readonly omission: Omission }
  | { readonly field: SignInField; readonly failure: Failure }

export interface SignInState {
  readonly step: 'credentials' | 'otp' | 'done'
  readonly busy: boolean
  readonly input: SignInInput
  readonly challenge?: string
  readonly site?: SiteView
  readonly captcha?: CaptchaView
  readonly captchaLost?: Failure
  readonly trouble?: Trouble
  /** Where a submit was refused, and anew with each one: the form puts the keyboard there. A check never sets it. */
  readonly refused?: { readonly field: SignInField }
}

export interface SignInFeature {
  readonly store: StoreApi<SignInState>
  type(field: keyof SignInInput, text: string): void
  /** Asks what the site wants for signing in; called when the address was left. Only tells what is wrong: somebody may be
   * typing elsewhere by now. */
  checkSite(): Promise<void>
  /** What is known of the site may be otherwise now: its certificate is believed, another proxy leads there. */
  forgetSite(): void
  renewCaptcha(): Promise<void>
  submit(): Promise<AccountView | undefined>
  back(): void
}

type SiteAnswer = 'known' | 'address changed' | Trouble

type Patch = { [K in keyof SignInState]?: SignInState[K] | undefined }

export function createSignInFeature(
  bridge: Bridge,
  start: { site?: string; email?: string; accountId?: string } = {},
): SignInFeature {
  const store = createStore<SignInState>(() => ({
    step: 'credentials',
    busy: false,
    input: { site: start.site ?? '', email: start.email ?? '', password: '', captcha: '', otp: '' },
  }))
  const set = (patch: Patch) => {
    const merged = Object.entries({ ...store.getState(), ...patch }).filter(
      ([, value]) => value !== undefined,
    )
    store.setState(Object.fromEntries(merged) as unknown as SignInState, true)
  }
  const refuse = (trouble: Trouble) => set({ busy: false, trouble, refused: { field: trouble.field } })
  const forget = (...fields: (keyof SignInInput)[]) => {
    const input = { ...store.getState().input }
    for (const field of fields) Object.assign(input, { [field]: '' })
    set({ input })
  }

  let asked: { readonly site: string; readonly answer: Promise<SiteAnswer> } | undefined
  /** One question at a time for a site, however it came about that it is asked. */
  const describe = (site: string): Promise<SiteAnswer> => {
    if (store.getState().site !== undefined) return Promise.resolve('known')
    if (asked?.site === site) return asked.answer
    const question = { site, answer: askSite(site) }
    asked = question
    return question.answer.finally(() => {
      if (asked === question) asked = undefined
    })
  }

  const askSite = async (site: string): Promise<SiteAnswer> => {
    const outcome = await bridge.invoke('site.describe', { site })
    if (parseSite(store.getState().input.site) !== site) return 'address changed'
    if (!outcome.ok) return { field: 'site', failure: outcome.failure }
    set({ site: outcome.value })
    if (outcome.value.captcha === 'picture') await renewCaptcha()
    return 'known'
  }

  const renewCaptcha = async () => {
    const site = parseSite(store.getState().input.site)
    if (site === undefined) return
    const outcome = await bridge.invoke('site.captcha', { site })
    forget('captcha')
    if (outcome.ok) set({ captcha: outcome.value, captchaLost: undefined })
    else set({ captcha: undefined, captchaLost: outcome.failure })
  }

  const accept = (view: SignInView): AccountView | undefined => {
    if (view.step === 'otp') {
      set({ step: 'otp', challenge: view.challenge, busy: false, trouble: undefined })
      forget('otp')
      return undefined
    }
    set({ step: 'done', busy: false, trouble: undefined, captcha: undefined, challenge: undefined })
    forget('password', 'otp', 'captcha')
    return view.account
  }

  const submitCredentials = async (): Promise<AccountView | undefined> => {
    const { input } = store.getState()
    const site = parseSite(input.site)
    const omission = omissionIn(input)
    if (site === undefined || omission !== undefined) {
      if (omission !== undefined) refuse(omission)
      return undefined
    }
    set({ busy: true, trouble: undefined })
    const answer = await describe(site)
    if (answer !== 'known') {
      if (answer === 'address changed') set({ busy: false })
      else refuse(answer)
      return undefined
    }
    const { captcha, input: typed, site: view } = store.getState()
    const asksCaptcha = captcha !== undefined || view?.captcha === 'picture'
    if (asksCaptcha && typed.captcha.trim() === '') {
      refuse({ field: 'captcha', omission: 'captchaMissing' })
      return undefined
    }
    const outcome = await bridge.invoke('account.signIn', {
      site,
      email: typed.email.trim(),
      password: typed.password,
      ...(start.accountId === undefined ? {} : { accountId: start.accountId }),
      ...(captcha === undefined ? {} : { captcha: { answer: typed.captcha.trim(), ticket: captcha.ticket } }),
    })
    if (outcome.ok) return accept(outcome.value)
    const { kind } = outcome.failure
    // A picture is good for one try (cloudreve-api.md section 3).
    if (asksCaptcha || kind === 'captcha-required') await renewCaptcha()
    refuse({ field: failureField(kind, 'credentials'), failure: outcome.failure })
    return undefined
  }

  const submitOtp = async (): Promise<AccountView | undefined> => {
    const { challenge = '', input } = store.getState()
    const otp = input.otp.replace(/\s/g, '')
    if (otp === '') {
      refuse({ field: 'otp', omission: 'otpMissing' })
      return undefined
    }
    set({ busy: true, trouble: undefined })
    const outcome = await bridge.invoke('account.answerOtp', { challenge, otp })
    if (outcome.ok) return accept(outcome.value)
    forget('otp')
    refuse({ field: failureField(outcome.failure.kind, 'otp'), failure: outcome.failure })
    return undefined
  }

  return {
    store,
    type(field, text) {
      const { input, trouble } = store.getState()
      set({ input: { ...input, [field]: text } })
      if (field === 'site') set({ site: undefined, captcha: undefined, captchaLost: undefined })
      if (trouble?.field === field || trouble?.field === 'form') set({ trouble: undefined })
    },
    forgetSite: () => {
      // What was asked before says nothing of now.
      asked = undefined
      set({ site: undefined, trouble: undefined })
    },
    async checkSite() {
      const typed = store.getState().input.site
      const site = parseSite(typed)
      if (site === undefined || typedShareLink(typed) !== undefined || store.getState().busy) return
      const answer = await describe(site)
      if (typeof answer === 'object' && !store.getState().busy) set({ trouble: answer })
    },
    renewCaptcha,
    submit() {
      if (store.getState().busy) return Promise.resolve(undefined)
      return store.getState().step === 'otp' ? submitOtp() : submitCredentials()
    },
    back() {
      set({ step: 'credentials', challenge: undefined, trouble: undefined, busy: false })
      forget('otp', 'password')
    },
  }
}

function omissionIn({ site, email, password }: SignInInput): Trouble | undefined {
  if (typedShareLink(site) !== undefined) return { field: 'site', omission: 'siteShare' }
  if (parseSite(site) === undefined) return { field: 'site', omission: 'siteWrong' }
  if (email.trim() === '') return { field: 'email', omission: 'emailMissing' }
  if (password === '') return { field: 'password', omission: 'passwordMissing' }
  return undefined
}
