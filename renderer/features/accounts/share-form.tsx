// One field for a link that somebody sent, and its password when the share asks for one. Works without an account.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { OpenedShare } from '../../../contract/views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { parseShareLink } from '../../../core/model/share-link.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { TextField } from '../../ui/text-field.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex' },
})

interface ShareFormProps {
  link?: string
  askPassword?: boolean
  primary?: boolean
  onOpened: (share: Extract<OpenedShare, { step: 'opened' }>) => void
}

type Problem = 'linkMissing' | 'linkWrong' | 'passwordMissing' | Failure | undefined

export function ShareForm({ link = '', askPassword = false, primary = false, onOpened }: ShareFormProps) {
  const { bridge } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [typed, setTyped] = useState(link)
  const [password, setPassword] = useState('')
  const [asksPassword, setAsksPassword] = useState(askPassword)
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (asksPassword) form.current?.querySelector<HTMLInputElement>('input[name="share-password"]')?.focus()
  }, [asksPassword, problem])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const omission = omissionIn({ typed, asksPassword, password })
    setProblem(omission)
    if (omission !== undefined) return
    setBusy(true)
    const outcome = await bridge.invoke('share.open', {
      link: typed.trim(),
      ...(asksPassword ? { password } : {}),
    })
    setBusy(false)
    if (!outcome.ok) {
      setAsksPassword(asksPassword || outcome.failure.kind === 'share-password')
      setProblem(outcome.failure)
    } else if (outcome.value.step === 'password') setAsksPassword(true)
    else {
      setPassword('')
      setTyped('')
      setAsksPassword(false)
      onOpened(outcome.value)
    }
  }
  const passwordRefused = typeof problem === 'object' && problem.kind === 'share-password'
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="share-link"
        label={words('accounts.share.link')}
        value={typed}
        placeholder={words('accounts.share.linkHint')}
        error={
          problem === 'linkMissing' || problem === 'linkWrong'
            ? words(`accounts.share.${problem}`)
            : undefined
        }
        inputMode="url"
        autoComplete="off"
        onChange={(text) => {
          setTyped(text)
          setAsksPassword(false)
          setProblem(undefined)
        }}
      />
      {asksPassword && (
        <TextField
          name="share-password"
          label={words('accounts.share.password')}
          value={password}
          secret
          autoComplete="off"
          hint={words('accounts.share.passwordNeeded')}
          error={
            passwordRefused
              ? `${words('failure.share-password.what')} ${words('failure.share-password.help')}`
              : problem === 'passwordMissing'
                ? words('accounts.share.passwordMissing')
                : undefined
          }
          onChange={setPassword}
        />
      )}
      {typeof problem === 'object' && !passwordRefused && <FailureMessage failure={problem} />}
      <div className={styles.buttons}>
        <Button appearance={primary ? 'primary' : 'secondary'} type="submit" disabledFocusable={busy}>
          {words(busy ? 'accounts.share.busy' : 'accounts.share.open')}
        </Button>
      </div>
    </form>
  )
}

function omissionIn(form: { typed: string; asksPassword: boolean; password: string }): Problem {
  if (form.typed.trim() === '') return 'linkMissing'
  if (parseShareLink(form.typed) === undefined) return 'linkWrong'
  return form.asksPassword && form.password === '' ? 'passwordMissing' : undefined
}
