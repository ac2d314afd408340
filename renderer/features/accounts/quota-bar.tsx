// How much of an account's space is used. Asked when it is shown; where the site does not say, nothing is.

import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { Capacity } from '../../../core/model/account-details.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatBytes } from '../../ui/format/bytes.ts'

const useStyles = makeStyles({
  quota: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minInlineSize: '160px' },
  text: { color: tokens.colorNeutralForeground2 },
})

/** Nearly full is worth a colour. */
const warnShare = 0.95

export function QuotaBar({ accountId }: { accountId: string }) {
  const { bridge } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [capacity, setCapacity] = useState<Capacity>()
  useEffect(() => {
    let gone = false
    void bridge.invoke('account.capacity', { accountId }).then((outcome) => {
      if (!gone && outcome.ok) setCapacity(outcome.value)
    })
    return () => {
      gone = true
    }
  }, [accountId, bridge])
  if (capacity === undefined || capacity.totalBytes === 0) return null
  const { usedBytes, totalBytes } = capacity
  const text = words('accounts.quota', {
    used: formatBytes(usedBytes, words),
    total: formatBytes(totalBytes, words),
  })
  // In thousandths: what a few bytes of a terabyte are, is written in a way that assistive technology does not read.
  const share = Math.min(1_000, Math.round((usedBytes / totalBytes) * 1_000)) / 1_000
  return (
    <span className={styles.quota}>
      <ProgressBar value={share} color={share >= warnShare ? 'warning' : 'brand'} aria-label={text} />
      <Text size={200} className={styles.text}>
        {text}
      </Text>
    </span>
  )
}
