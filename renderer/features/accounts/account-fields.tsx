// What may be chosen for an account besides its connections: addresses, download folder, speed limit, an own client.

import { Button, Field, Input, makeStyles, Switch, Textarea, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Outcome } from '../../../contract/result.ts'
import type { AccountDetails } from '../../../core/model/account-details.ts'
import type { AccountView } from '../../../core/model/account.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { megabyte, MegabytesField } from '../settings/megabytes-field.tsx'
import { ClientFields } from './client-fields.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap', alignItems: 'end' },
  grow: { flexGrow: 1, minInlineSize: '180px' },
  start: { alignSelf: 'start' },
})

interface AccountFieldsProps {
  account: AccountView
  details: AccountDetails
  onChanged: (details: AccountDetails) => void
}

export function AccountFields({ account, details, onChanged }: AccountFieldsProps) {
  const styles = useStyles()
  const [failure, setFailure] = useState<Failure>()
  const take = (outcome: Outcome<AccountDetails>) => {
    setFailure(outcome.ok ? undefined : outcome.failure)
    if (outcome.ok) onChanged(outcome.value)
  }
  const parts = { details, take }
  return (
    <div className={styles.fields}>
      {failure !== undefined && <FailureMessage failure={failure} />}
      <FolderField {...parts} />
      <LimitField accountId={account.id} />
      <AddressesField key={details.addresses.join(' ')} {...parts} />
      {account.kind === 'user' && <ClientFields key={JSON.stringify(details.client)} {...parts} />}
    </div>
  )
}

export interface DetailsPart {
  details: AccountDetails
  take: (outcome: Outcome<AccountDetails>) => void
}

function FolderField({ details, take }: DetailsPart) {
  const { bridge, pickFolder } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { accountId, downloadFolder } = details
  const choose = async (token: string | null) =>
    take(await bridge.invoke('account.useFolder', { accountId, token }))
  const change = async () => {
    const picked = await pickFolder()
    if (picked !== undefined) await choose(picked.token)
  }
  const shown =
    downloadFolder === undefined ? words('accounts.details.folderDefault') : visibleName(downloadFolder)
  return (
    <div className={styles.row}>
      <Field label={words('accounts.details.folder')} className={styles.grow}>
        <Input readOnly value={shown} title={shown} dir="auto" />
      </Field>
      <Button onClick={() => void change()}>{words('accounts.details.folderChange')}</Button>
      {downloadFolder !== undefined && (
        <Button onClick={() => void choose(null)}>{words('accounts.details.folderReset')}</Button>
      )}
    </div>
  )
}

const firstLimit = 5 * megabyte

function LimitField({ accountId }: { accountId: string }) {
  const { settings } = useReverie()
  const words = useWords()
  const limits = useStore(settings.store, (state) => state.settings?.accountSpeedLimits)
  if (limits === undefined) return null
  const limit = limits[accountId] ?? 0
  const save = (bytes: number) => {
    const { [accountId]: _before, ...others } = limits
    void settings.save({ accountSpeedLimits: bytes === 0 ? others : { ...others, [accountId]: bytes } })
  }
  return (
    <div>
      <Switch
        style={{ marginInlineStart: '-8px' }}
        label={words('accounts.details.limit')}
        checked={limit > 0}
        onChange={(_event, { checked }) => save(checked ? firstLimit : 0)}
      />
      {limit > 0 && (
        <MegabytesField
          key={limit}
          label={words('accounts.details.limitValue')}
          bytes={limit}
          onSave={save}
        />
      )}
    </div>
  )
}

function AddressesField({ details, take }: DetailsPart) {
  const { bridge } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { accountId } = details
  const before = details.addresses.join('\n')
  const [typed, setTyped] = useState(before)
  const [busy, setBusy] = useState(false)
  const addresses = typed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  const save = async () => {
    setBusy(true)
    take(await bridge.invoke('account.setAddresses', { accountId, addresses }))
    setBusy(false)
  }
  return (
    <>
      <Field label={words('accounts.details.addresses')} hint={words('accounts.details.addressesHint')}>
        <Textarea
          dir="ltr"
          value={typed}
          rows={Math.min(5, addresses.length + 1)}
          spellCheck={false}
          onChange={(_event, { value }) => setTyped(value)}
        />
      </Field>
      {typed !== before && (
        <Button
          className={styles.start}
          disabledFocusable={busy || addresses.length === 0}
          onClick={() => void save()}
        >
          {words('accounts.details.saveAddresses')}
        </Button>
      )}
    </>
  )
}
