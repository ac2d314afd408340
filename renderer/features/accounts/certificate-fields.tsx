// The certificates that an account believes beyond those of the computer: single ones, looked at and believed by somebody,
// and authorities of one's own, read from a file by the page (they are no secret).

import { Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { WayDetails } from '../../../core/model/account-details.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { TextField } from '../../ui/text-field.tsx'
import { CertificatePanel } from './certificate-panel.tsx'
import type { WayFeature } from './way-store.ts'

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  item: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  mono: { fontFamily: tokens.fontFamilyMonospace, color: tokens.colorNeutralForeground2 },
  row: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  start: { alignSelf: 'start' },
})

interface CertificateFieldsProps {
  feature: WayFeature
  details: WayDetails
}

export function CertificateFields({
  feature,
  details,
  shownElsewhere,
}: CertificateFieldsProps & { shownElsewhere: boolean }) {
  return (
    <>
      <Pins feature={feature} details={details} />
      <Look feature={feature} shownElsewhere={shownElsewhere} />
      <Authorities feature={feature} details={details} />
    </>
  )
}

function Pins({ feature, details: { pins } }: CertificateFieldsProps) {
  const words = useWords()
  const styles = useStyles()
  return (
    <div>
      <Text weight="semibold">{words('accounts.advanced.pins')}</Text>
      {pins.length === 0 && <div>{words('accounts.advanced.noPins')}</div>}
      <ul className={styles.list}>
        {pins.map(({ fingerprint, subject, address }) => (
          <li key={fingerprint} className={styles.item}>
            <span>
              {visibleName(subject)} · {visibleName(address)}
              <br />
              <Text size={200} className={styles.mono}>
                {fingerprint.slice(0, 29)}…
              </Text>
            </span>
            {feature.target.kind === 'account' && (
              <Button size="small" type="button" onClick={() => void feature.distrust(fingerprint)}>
                {words('accounts.certificate.forget')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Storage that links lead to may have a certificate of its own. */
function Look({ feature, shownElsewhere }: { feature: WayFeature; shownElsewhere: boolean }) {
  const words = useWords()
  const styles = useStyles()
  const { certificate, busy } = useStore(feature.store)
  const [address, setAddress] = useState('')
  return (
    <>
      <TextField
        name="certificate-address"
        label={words('accounts.advanced.otherAddress')}
        value={address}
        placeholder={words('accounts.advanced.otherAddressHint')}
        inputMode="url"
        autoComplete="off"
        onChange={setAddress}
      />
      <Button
        type="button"
        className={styles.start}
        disabledFocusable={busy}
        onClick={() => void feature.look(address.trim() === '' ? undefined : address.trim())}
      >
        {words('accounts.certificate.look')}
      </Button>
      {certificate !== undefined && !shownElsewhere && (
        <CertificatePanel
          certificate={certificate}
          busy={busy}
          onTrust={() => void feature.trust()}
          onClose={feature.close}
        />
      )}
    </>
  )
}

function Authorities({ feature, details: { authorities } }: CertificateFieldsProps) {
  const words = useWords()
  const styles = useStyles()
  const file = useRef<HTMLInputElement>(null)
  const read = async (chosen: File | undefined) => {
    if (chosen !== undefined) await feature.setAuthorities(await chosen.text())
    if (file.current !== null) file.current.value = ''
  }
  return (
    <Field label={words('accounts.advanced.authorities')} hint={words('accounts.advanced.authoritiesHint')}>
      <div>
        <ul className={styles.list}>
          {authorities.map(({ fingerprint, subject }) => (
            <li key={fingerprint}>{visibleName(subject)}</li>
          ))}
        </ul>
        <input
          ref={file}
          type="file"
          hidden
          aria-hidden
          accept=".pem,.crt,.cer"
          onChange={({ target }) => void read(target.files?.[0])}
        />
        <div className={styles.row}>
          <Button type="button" onClick={() => file.current?.click()}>
            {words('accounts.advanced.authoritiesChoose')}
          </Button>
          {authorities.length > 0 && (
            <Button type="button" onClick={() => void feature.setAuthorities('')}>
              {words('accounts.advanced.authoritiesRemove')}
            </Button>
          )}
        </div>
      </div>
    </Field>
  )
}
