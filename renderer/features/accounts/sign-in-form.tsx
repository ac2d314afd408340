// The form of signing in: address, e-mail, password, the picture where the site wants one, then the code of the second
// step. Every refusal is told beside the field where it can be mended. Used on the first screen and in the dialog.

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import { parseSite } from '../../../core/model/share-link.ts'
import type { AccountView } from '../../../core/model/account.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CaptchaField } from './captcha-field.tsx'
import { PlainVaultNotice } from './plain-vault-notice.tsx'
import { createSignInFeature, type SignInFeature, type SignInState } from './sign-in-store.ts'
import { hostOf } from './accounts-store.ts'
import { useTroubleText } from './trouble-text.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS, marginBlockStart: tokens.spacingVerticalXS },
})

interface SignInFormProps {
  site?: string
  email?: string
  onDone: (account: AccountView) => void
  /** Puts the keyboard into the first empty field when the form appears. */
  autoFocus?: boolean
}

export function SignInForm({ site, email, onDone, autoFocus = false }: SignInFormProps) {
  const { bridge } = useReverie()
  const styles = useStyles()
  const form = useRef<HTMLFormElement>(null)
  const [feature] = useState(() =>
    createSignInFeature(bridge, {
      ...(site === undefined ? {} : { site }),
      ...(email === undefined ? {} : { email }),
    }),
  )
  const state = useStore(feature.store)
  useFocusOnTrouble(form, state)
  useEffect(() => {
    if (site !== undefined) void feature.checkSite()
    if (autoFocus) firstEmptyField(form.current)?.focus()
  }, [autoFocus, feature, site])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const account = await feature.submit()
    if (account !== undefined) onDone(account)
  }
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {state.step === 'otp' ? (
        <OtpFields feature={feature} state={state} />
      ) : (
        <CredentialFields feature={feature} state={state} />
      )}
    </form>
  )
}

interface PartProps {
  feature: SignInFeature
  state: SignInState
}

function CredentialFields({ feature, state }: PartProps) {
  const words = useWords()
  const styles = useStyles()
  const trouble = useTroubleText(state.trouble)
  const { input } = state
  const isPlain =
    /^http:/i.test(parseSite(input.site) ?? '') && !/^http:\/\/(localhost|127\.|\[::1\])/i.test(input.site)
  return (
    <>
      <PlainVaultNotice />
      <TextField
        name="site"
        label={words('accounts.signIn.site')}
        value={input.site}
        error={trouble('site')}
        warning={isPlain ? words('accounts.signIn.plainHttp') : undefined}
        placeholder={words('accounts.signIn.siteHint')}
        inputMode="url"
        autoComplete="url"
        onChange={(text) => feature.type('site', text)}
        onBlur={() => void feature.checkSite()}
      />
      <TextField
        name="email"
        label={words('accounts.signIn.email')}
        value={input.email}
        error={trouble('email')}
        inputMode="email"
        autoComplete="username"
        onChange={(text) => feature.type('email', text)}
      />
      <TextField
        name="password"
        label={words('accounts.signIn.password')}
        value={input.password}
        error={trouble('password')}
        secret
        autoComplete="current-password"
        onChange={(text) => feature.type('password', text)}
      />
      <CaptchaField feature={feature} state={state} error={trouble('captcha')} />
      {state.trouble !== undefined && state.trouble.field === 'form' && 'failure' in state.trouble && (
        <FailureMessage failure={state.trouble.failure} />
      )}
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabledFocusable={state.busy} {...busyIcon(state.busy)}>
          {words(state.busy ? 'accounts.signIn.busy' : 'accounts.signIn.submit')}
        </Button>
      </div>
    </>
  )
}

function OtpFields({ feature, state }: PartProps) {
  const words = useWords()
  const styles = useStyles()
  const trouble = useTroubleText(state.trouble)
  const site = hostOf(parseSite(state.input.site) ?? state.input.site)
  return (
    <>
      <strong>{words('accounts.signIn.otpTitle')}</strong>
      <span>{words('accounts.signIn.otpText', { name: `${state.input.email.trim()}, ${site}` })}</span>
      <TextField
        name="otp"
        label={words('accounts.signIn.otp')}
        value={state.input.otp}
        error={trouble('otp')}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={(text) => feature.type('otp', text)}
      />
      {state.trouble !== undefined && state.trouble.field === 'form' && 'failure' in state.trouble && (
        <FailureMessage failure={state.trouble.failure} />
      )}
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabledFocusable={state.busy} {...busyIcon(state.busy)}>
          {words('accounts.signIn.otpSubmit')}
        </Button>
        <Button type="button" onClick={feature.back}>
          {words('accounts.signIn.back')}
        </Button>
      </div>
    </>
  )
}

function busyIcon(busy: boolean) {
  return busy ? { icon: <Spinner size="extra-tiny" aria-hidden /> } : {}
}

function firstEmptyField(form: HTMLFormElement | null): HTMLInputElement | null {
  const fields = [...(form?.querySelectorAll('input') ?? [])]
  return fields.find(({ value }) => value === '') ?? null
}

/** The keyboard goes where something has to be mended, and to the code when the second step begins. */
function useFocusOnTrouble(
  form: { readonly current: HTMLFormElement | null },
  { refused, step }: SignInState,
): void {
  useEffect(() => {
    if (refused === undefined || refused.field === 'form') return
    const input = form.current?.querySelector<HTMLInputElement>(`input[name="${refused.field}"]`)
    input?.focus()
    input?.select()
  }, [form, refused])
  useEffect(() => {
    if (step === 'otp') form.current?.querySelector<HTMLInputElement>('input[name="otp"]')?.focus()
  }, [form, step])
}
