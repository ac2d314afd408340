// Shares one entry: with or without a password, for how long, for how many downloads; then the link, to be copied.

import { Button, Checkbox, Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { TextField } from '../../../ui/text-field.tsx'
import type { BrowserDialog } from '../dialogs.ts'
import { ReadyLink } from './ready-link.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

const daySeconds = 86_400
const days = [1, 7, 30, 365] as const

interface ShareForm {
  readonly protect: boolean
  readonly password: string
  readonly days: number
  readonly downloads: string
}

const emptyForm: ShareForm = { protect: false, password: '', days: 0, downloads: '' }

export function NewShareDialog({ dialog }: { dialog: Extract<BrowserDialog, { kind: 'new-share' }> }) {
  const { shell, bridge, browser } = useReverie()
  const words = useWords()
  const [form, setForm] = useState(emptyForm)
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<{ link?: string; failure?: Failure }>({})
  const wrong = troubleOf(form)
  const create = async (event: FormEvent) => {
    event.preventDefault()
    const place = browser.place()
    if (place.kind !== 'folder' || busy || wrong !== undefined) return
    setBusy(true)
    const outcome = await bridge.invoke('share.create', {
      accountId: place.accountId,
      uri: dialog.uri,
      ...wishOf(form),
    })
    setBusy(false)
    setMade(outcome.ok ? { link: outcome.value.link } : { failure: outcome.failure })
    if (outcome.ok) void browser.reread()
  }
  const title = words('changes.share.title', { name: isolateName(visibleName(dialog.name)) })
  if (made.link !== undefined) {
    return (
      <AskDialog
        title={title}
        onClose={shell.close}
        actions={<Button onClick={shell.close}>{words('shell.close')}</Button>}
      >
        <Text>{words(form.protect ? 'changes.share.readyWithPassword' : 'changes.share.ready')}</Text>
        <ReadyLink label={words('changes.share.link')} link={made.link} />
      </AskDialog>
    )
  }
  return (
    <AskDialog
      title={title}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.cancel')}</Button>
          <Button
            type="submit"
            form="share-form"
            appearance="primary"
            disabledFocusable={busy || wrong !== undefined}
          >
            {words('changes.share.create')}
          </Button>
        </>
      }
    >
      <form id="share-form" onSubmit={(event) => void create(event)}>
        {made.failure !== undefined && <FailureMessage failure={made.failure} />}
        <ShareFields form={form} wrong={wrong} onChange={setForm} />
      </form>
    </AskDialog>
  )
}

interface ShareFieldsProps {
  form: ShareForm
  wrong: Trouble | undefined
  onChange: (form: ShareForm) => void
}

function ShareFields({ form, wrong, onChange }: ShareFieldsProps) {
  const words = useWords()
  const styles = useStyles()
  const set = (part: Partial<ShareForm>) => onChange({ ...form, ...part })
  return (
    <div className={styles.fields}>
      <Checkbox
        label={words('changes.share.protect')}
        checked={form.protect}
        onChange={(_event, { checked }) => set({ protect: checked === true })}
      />
      {form.protect && (
        <TextField
          name="share-password"
          label={words('changes.share.password')}
          hint={words('changes.share.passwordHint')}
          autoComplete="off"
          value={form.password}
          onChange={(password) => set({ password })}
          error={wrong === 'password' ? words('changes.share.passwordWrong') : undefined}
        />
      )}
      <Field label={words('changes.share.expires')}>
        <Select value={String(form.days)} onChange={(_event, { value }) => set({ days: Number(value) })}>
          <option value="0">{words('changes.share.never')}</option>
          {days.map((count) => (
            <option key={count} value={count}>
              {words('changes.share.days', { count })}
            </option>
          ))}
        </Select>
      </Field>
      <TextField
        name="share-downloads"
        label={words('changes.share.limit')}
        hint={words('changes.share.limitHint')}
        inputMode="numeric"
        autoComplete="off"
        value={form.downloads}
        onChange={(downloads) => set({ downloads })}
        error={wrong === 'downloads' ? words('changes.share.limitWrong') : undefined}
      />
    </div>
  )
}

type Trouble = 'password' | 'downloads'

function troubleOf({ protect, password, downloads }: ShareForm): Trouble | undefined {
  if (protect && password !== '' && !/^[A-Za-z0-9]{1,32}$/.test(password)) return 'password'
  if (downloads.trim() !== '' && !/^[1-9]\d{0,5}$/.test(downloads.trim())) return 'downloads'
  return undefined
}

function wishOf({ protect, password, days: count, downloads }: ShareForm) {
  return {
    protect,
    ...(protect && password !== '' ? { password } : {}),
    ...(count === 0 ? {} : { expiresInSeconds: count * daySeconds }),
    ...(downloads.trim() === '' ? {} : { downloads: Number(downloads) }),
  }
}
