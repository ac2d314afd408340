// What stands in the place of a list when there is no list: an icon, what happened, what helps, and the way on.

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    gap: tokens.spacingVerticalS,
    blockSize: '100%',
    boxSizing: 'border-box',
    overflow: 'auto',
    paddingBlock: tokens.spacingVerticalXL,
    paddingInline: tokens.spacingHorizontalXXL,
    textAlign: 'center',
  },
  icon: { fontSize: '40px', lineHeight: '40px', color: tokens.colorNeutralForeground3 },
  text: { maxInlineSize: '44ch', color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    marginBlockStart: tokens.spacingVerticalS,
  },
})

interface StatePanelProps {
  icon: ReactNode
  title: string
  text?: string
  children?: ReactNode
  /** Below the buttons. */
  details?: ReactNode
  /** Said at once to assistive technology: for failures. */
  urgent?: boolean
}

export function StatePanel({ icon, title, text, children, details, urgent = false }: StatePanelProps) {
  const styles = useStyles()
  return (
    <div className={styles.panel} role={urgent ? 'alert' : 'status'}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text !== undefined && (
        <Text align="center" className={styles.text}>
          {text}
        </Text>
      )}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
      {details}
    </div>
  )
}
