// One field for a link that somebody sent, and its password when the share asks for one. Works without an account.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { typedShareLink } from '../../../core/model/share-link.ts'
import { useWords } from '../../app/words/words.ts'
import { TextField } from '../../ui/text-field.tsx'
import { ShareFields } from './share-fields.tsx'
import { useShareOpening, type ShareOpened } from './share-opening.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex' },
})

interface ShareFormProps {
  link?: string
  askPassword?: boolean
  primary?: boolean
  onOpened: ShareOpened
}

export function ShareForm({ link = '', askPassword = false, primary = false, onOpened }: ShareFormProps) {
  const words = useWords()
  const styles = useStyles()
  const [typed, setTyped] = useState(link)
  const [omission, setOmission] = useState<'linkMissing' | 'linkWrong'>()
  const opened: ShareOpened = (share) => {
    setTyped('')
    onOpened(share)
  }
  const opening = useShareOpening(opened, askPassword)
  const whole = typedShareLink(typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (whole === undefined) setOmission(typed.trim() === '' ? 'linkMissing' : 'linkWrong')
    else void opening.open(whole)
  }
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextField
        name="share-link"
        label={words('accounts.share.link')}
        value={typed}
        placeholder={words('accounts.share.linkHint')}
        error={omission === undefined ? undefined : words(`accounts.share.${omission}`)}
        inputMode="url"
        autoComplete="off"
        onChange={(text) => {
          setTyped(text)
          setOmission(undefined)
          opening.forget()
        }}
      />
      <ShareFields link={whole} opening={opening} />
      <div className={styles.buttons}>
        <Button appearance={primary ? 'primary' : 'secondary'} type="submit" disabledFocusable={opening.busy}>
          {words(opening.busy ? 'accounts.share.busy' : 'accounts.share.open')}
        </Button>
      </div>
    </form>
  )
}
