// The form of signing in: address, e-mail, password, the picture where the site wants one, then the code of the second
// step. Every refusal is told beside the field where it can be mended. Used on the first screen and in the dialog.

import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import { parseSite, typedShareLink } from '../../../core/model/share-link.ts'
import type { AccountView } from '../../../core/model/account.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { BrowserStep } from './browser-sign-in.tsx'
import { createBrowserSignIn, type BrowserSignInFeature } from './browser-sign-in-store.ts'
import { CaptchaField } from './captcha-field.tsx'
import { noClient, toClient } from './client-fields.tsx'
import { PlainVaultNotice } from './plain-vault-notice.tsx'
import { ShareAtSignIn } from './share-fields.tsx'
import { useShareOpening, type ShareOpened, type ShareOpening } from './share-opening.ts'
import { createSignInFeature, type SignInFeature, type SignInState } from './sign-in-store.ts'
import { hostOf } from './accounts-store.ts'
import { Advanced, CertificateHelp, useNewWay, useWay } from './site-help.tsx'
import { useTroubleText } from './trouble-text.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginBlockStart: tokens.spacingVerticalXS,
  },
})

interface SignInFormProps {
  site?: string
  email?: string
  /** Signing in again: the host refuses another user. */
  accountId?: string
  onDone: (account: AccountView) => void
  /** A share link in the place of the site's address is opened; without this it is only told that it is one. */
  onShareOpened?: ShareOpened
  /** Puts the keyboard into the first empty field when the form appears. */
  autoFocus?: boolean
}

export function SignInForm(props: SignInFormProps) {
  const { site, email, accountId, onDone, onShareOpened, autoFocus = false } = props
  const { bridge, host } = useReverie()
  const styles = useStyles()
  const form = useRef<HTMLFormElement>(null)
  const [feature] = useState(() =>
    createSignInFeature(bridge, {
      ...(site === undefined ? {} : { site }),
      ...(email === undefined ? {} : { email }),
      ...(accountId === undefined ? {} : { accountId }),
    }),
  )
  const [browser] = useState(() =>
    createBrowserSignIn(bridge, () => host.store.getState().host?.signInWindow === true),
  )
  useEffect(() => browser.cancel, [browser])
  const state = useStore(feature.store)
  const atSite = useStore(browser.store, ({ step }) => step !== 'idle')
  const opening = useShareOpening(onShareOpened ?? (() => undefined))
  const link = onShareOpened === undefined ? undefined : typedShareLink(state.input.site)
  const share = link === undefined || state.step !== 'credentials' ? undefined : { link, opening }
  useFocusOnTrouble(form, state)
  useEffect(() => {
    if (site !== undefined) void feature.checkSite()
    if (autoFocus) firstEmptyField(form.current)?.focus()
  }, [autoFocus, feature, site])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (share !== undefined) return opening.open(share.link)
    const account = await feature.submit()
    if (account !== undefined) onDone(account)
  }
  if (atSite) return <BrowserStep feature={browser} onDone={onDone} />
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {state.step === 'otp' ? (
        <OtpFields feature={feature} state={state} />
      ) : (
        <CredentialFields {...{ feature, state, browser, accountId, onDone, share }} />
      )}
    </form>
  )
}

interface PartProps {
  feature: SignInFeature
  state: SignInState
}

interface CredentialFieldsProps extends PartProps {
  browser: BrowserSignInFeature
  accountId: string | undefined
  onDone: (account: AccountView) => void
  share: TypedShare | undefined
}

/** What is typed is no site but a share link. */
interface TypedShare {
  readonly link: string
  readonly opening: ShareOpening
}

function CredentialFields({ share, ...parts }: CredentialFieldsProps) {
  const { feature, state } = parts
  const goToSite = (site: string) => {
    feature.type('site', site)
    void feature.checkSite()
  }
  return (
    <>
      <SiteField feature={feature} state={state} share={share} />
      {share === undefined ? <SignInFields {...parts} /> : <ShareAtSignIn {...share} onSite={goToSite} />}
    </>
  )
}

function SignInFields({ feature, state, browser, accountId, onDone }: Omit<CredentialFieldsProps, 'share'>) {
  const words = useWords()
  const styles = useStyles()
  const [client, setClient] = useState(noClient)
  const way = useWay(parseSite(state.input.site), accountId)
  useNewWay(way, feature)
  const browserFailure = useStore(browser.store, ({ failure }) => failure)
  const onlyPage = state.site?.captcha === 'unsupported'
  const begin = async () => {
    const site = parseSite(state.input.site)
    if (site === undefined) return
    const own = toClient(client)
    const account = await browser.start({
      site,
      ...(accountId === undefined ? {} : { accountId }),
      ...(own === undefined ? {} : { client: own }),
    })
    if (account !== undefined) onDone(account)
  }
  const mayBegin =
    state.site?.browser === true || (state.site !== undefined && toClient(client) !== undefined)
  return (
    <>
      {way !== undefined && (
        <CertificateHelp way={way} failure={failureOf(state)} onTrusted={() => void askAnew(feature)} />
      )}
      {onlyPage ? (
        <Text>{words('accounts.browserSignIn.only')}</Text>
      ) : (
        <PasswordFields feature={feature} state={state} />
      )}
      <PlainVaultNotice />
      {state.trouble !== undefined && state.trouble.field === 'form' && 'failure' in state.trouble && (
        <FailureMessage failure={state.trouble.failure} />
      )}
      {browserFailure !== undefined && (
        <FailureMessage
          failure={browserFailure}
          intent={browserFailure.kind === 'sign-in-canceled' ? 'info' : 'error'}
        />
      )}
      <div className={styles.buttons}>
        {!onlyPage && (
          <Button appearance="primary" type="submit" disabledFocusable={state.busy} {...busyIcon(state.busy)}>
            {words(state.busy ? 'accounts.signIn.busy' : 'accounts.signIn.submit')}
          </Button>
        )}
        {mayBegin && (
          <Button
            type="button"
            {...(onlyPage ? { appearance: 'primary' } : {})}
            {...(state.site?.passkeys === true ? { title: words('accounts.browserSignIn.passkeys') } : {})}
            disabledFocusable={state.busy}
            onClick={() => void begin()}
          >
            {words('accounts.browserSignIn.start')}
          </Button>
        )}
      </div>
      {way !== undefined && <Advanced way={way} client={client} onClient={setClient} />}
    </>
  )
}

const failureOf = ({ trouble }: SignInState) =>
  trouble !== undefined && 'failure' in trouble ? trouble.failure : undefined

function askAnew(feature: SignInFeature): Promise<void> {
  feature.forgetSite()
  return feature.checkSite()
}

interface SiteFieldProps extends PartProps {
  share: TypedShare | undefined
}

function SiteField({ feature, state, share }: SiteFieldProps) {
  const words = useWords()
  const trouble = useTroubleText(state.trouble)
  const { input, site } = state
  const isPlain =
    /^http:/i.test(parseSite(input.site) ?? '') && !/^http:\/\/(localhost|127\.|\[::1\])/i.test(input.site)
  return (
    <TextField
      name="site"
      label={words('accounts.signIn.site')}
      value={input.site}
      error={trouble('site')}
      warning={isPlain && share === undefined ? words('accounts.signIn.plainHttp') : undefined}
      hint={
        share !== undefined
          ? words('accounts.signIn.shareFound')
          : site === undefined
            ? undefined
            : words('accounts.signIn.siteFound', { title: visibleName(site.title), version: site.version })
      }
      placeholder={words('accounts.signIn.siteHint')}
      inputMode="url"
      autoComplete="url"
      onChange={(text) => {
        share?.opening.forget()
        feature.type('site', text)
      }}
      onBlur={() => void feature.checkSite()}
    />
  )
}

function PasswordFields({ feature, state }: PartProps) {
  const words = useWords()
  const trouble = useTroubleText(state.trouble)
  const { input } = state
  return (
    <>
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
