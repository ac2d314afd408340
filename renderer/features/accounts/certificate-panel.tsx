// What a server showed of itself, for somebody who is asked whether to believe it: the fingerprint above all, in groups that
// can be compared by eye.

import { Button, makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { Certificate } from '../../../core/model/account-details.ts'
import { useWords } from '../../app/words/words.ts'
import { formatDate } from '../../ui/format/time.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { listed } from '../../../words/sentences.ts'

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  fingerprint: { margin: 0, fontFamily: tokens.fontFamilyMonospace, gridColumn: '1 / -1' },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
  body: { whiteSpace: 'normal', paddingBlockEnd: '8px' },
})

interface CertificatePanelProps {
  certificate: Certificate
  busy: boolean
  onTrust: () => void
  onClose: () => void
}

export function CertificatePanel({ certificate, busy, onTrust, onClose }: CertificatePanelProps) {
  const words = useWords()
  const styles = useStyles()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const title = words('accounts.certificate.title', { address: certificate.address })
  return (
    <section ref={panel} tabIndex={-1} className={styles.panel} aria-label={title}>
      <Text weight="semibold" className={styles.value}>
        {title}
      </Text>
      <MessageBar intent={certificate.trusted ? 'success' : 'warning'} layout="multiline">
        <MessageBarBody className={styles.body}>
          {words(certificate.trusted ? 'accounts.certificate.trusted' : 'accounts.certificate.untrusted')}
        </MessageBarBody>
      </MessageBar>
      <Facts certificate={certificate} />
      <div className={styles.buttons}>
        {!certificate.trusted && (
          <Button type="button" disabledFocusable={busy} onClick={onTrust}>
            {words('accounts.certificate.trust')}
          </Button>
        )}
        <Button type="button" appearance={certificate.trusted ? 'secondary' : 'primary'} onClick={onClose}>
          {words('shell.cancel')}
        </Button>
      </div>
    </section>
  )
}

function Facts({ certificate }: { certificate: Certificate }) {
  const words = useWords()
  const styles = useStyles()
  const { fingerprint, subject, issuer, selfSigned, names, validFromMs, validUntilMs } = certificate
  const span = words('accounts.certificate.span', {
    from: formatDate(validFromMs, words),
    until: formatDate(validUntilMs, words),
  })
  const facts: readonly (readonly [string, string])[] = [
    [words('accounts.certificate.subject'), visibleName(subject)],
    [
      words('accounts.certificate.issuer'),
      selfSigned ? words('accounts.certificate.selfSigned') : visibleName(issuer),
    ],
    [words('accounts.certificate.names'), listed(names.map(visibleName), words)],
    [words('accounts.certificate.valid'), span],
  ]
  return (
    <dl className={styles.facts}>
      <dt className={styles.term}>{words('accounts.certificate.fingerprint')}</dt>
      <dd className={styles.fingerprint} dir="ltr">
        {fingerprint.replaceAll(':', ' ')}
      </dd>
      {facts.map(([term, value]) => (
        <Fact key={term} term={term} value={value} />
      ))}
    </dl>
  )
}

function Fact({ term, value }: { term: string; value: string }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  )
}
