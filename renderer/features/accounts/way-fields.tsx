// Proxy and certificates of an account, or of a site that somebody is signing in to. Each part is applied by its own button:
// a half-typed address must not cut off what runs.

import { Button, Field, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { WayDetails } from '../../../core/model/account-details.ts'
import type { ProxyChoice } from '../../../core/model/way.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CertificateFields } from './certificate-fields.tsx'
import type { WayFeature } from './way-store.ts'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  apply: { alignSelf: 'start' },
})

interface WayFieldsProps {
  feature: WayFeature
  /** The certificate that is looked at is shown beside these fields already. */
  shownElsewhere?: boolean
}

export function WayFields({ feature, shownElsewhere = false }: WayFieldsProps) {
  const styles = useStyles()
  const { details, failure } = useStore(feature.store)
  return (
    <div className={styles.fields}>
      {failure !== undefined && <FailureMessage failure={failure} />}
      {details !== undefined && (
        <>
          <ProxyFields {...{ feature, details }} />
          <CertificateFields {...{ feature, details, shownElsewhere }} />
        </>
      )}
    </div>
  )
}

const kinds = ['system', 'none', 'manual'] as const
const kindWords = {
  system: 'accounts.advanced.proxySystem',
  none: 'accounts.advanced.proxyNone',
  manual: 'accounts.advanced.proxyManual',
} as const

function ProxyFields({ feature, details }: { feature: WayFeature; details: WayDetails }) {
  const words = useWords()
  const styles = useStyles()
  const { proxy, proxyUser = '' } = details
  const [kind, setKind] = useState<ProxyChoice['kind']>(proxy.kind)
  const [address, setAddress] = useState(proxy.kind === 'manual' ? proxy.address : '')
  const [name, setName] = useState(proxyUser)
  const [password, setPassword] = useState('')
  const [applied, setApplied] = useState(false)
  const isSame = name === proxyUser && password === ''
  const apply = async () => {
    setApplied(false)
    const user = name === '' ? null : { name, password }
    const isDone = await feature.setProxy({
      proxy: kind === 'manual' ? { kind, address } : { kind },
      ...(isSame ? {} : { user }),
    })
    const now = feature.store.getState().details
    if (!isDone || now === undefined) return
    // As the host understood it; the fields stay, and the keyboard with them.
    if (now.proxy.kind === 'manual') setAddress(now.proxy.address)
    setName(now.proxyUser ?? '')
    setPassword('')
    setApplied(true)
  }
  return (
    <>
      <Field label={words('accounts.advanced.proxy')}>
        <RadioGroup value={kind} onChange={(_event, { value }) => setKind(value as ProxyChoice['kind'])}>
          {kinds.map((one) => (
            <Radio key={one} value={one} label={words(kindWords[one])} />
          ))}
        </RadioGroup>
      </Field>
      {kind === 'manual' && (
        <TextField
          name="proxy-address"
          label={words('accounts.advanced.proxyAddress')}
          value={address}
          placeholder={words('accounts.advanced.proxyAddressHint')}
          inputMode="url"
          autoComplete="off"
          onChange={setAddress}
        />
      )}
      {kind !== 'none' && (
        <>
          <TextField
            name="proxy-user"
            label={words('accounts.advanced.proxyUser')}
            value={name}
            autoComplete="off"
            onChange={setName}
          />
          <TextField
            name="proxy-password"
            label={words('accounts.advanced.proxyPassword')}
            value={password}
            {...(proxyUser === '' ? {} : { placeholder: words('accounts.advanced.proxyPasswordKept') })}
            secret
            autoComplete="off"
            onChange={setPassword}
          />
        </>
      )}
      <Button type="button" className={styles.apply} onClick={() => void apply()}>
        <Text>{words('accounts.advanced.apply')}</Text>
      </Button>
      <Text role="status">{applied && words('accounts.advanced.applied')}</Text>
    </>
  )
}
