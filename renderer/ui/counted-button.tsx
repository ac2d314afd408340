// An icon button with a number on it. The number is for the eye alone: whoever listens has it in the button's name.

import { Badge } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { IconButton } from './icon-button.tsx'

export interface CountedButtonProps {
  /** Says the count as well. */
  readonly name: string
  readonly icon: ReactElement
  /** Nothing is shown for none. */
  readonly count: number
  readonly onClick: () => void
}

export function CountedButton({ name, icon, count, onClick }: CountedButtonProps) {
  return (
    <span style={{ position: 'relative' }}>
      <IconButton name={name} icon={icon} onClick={onClick} />
      {count > 0 && (
        <Badge
          size="small"
          color="danger"
          aria-hidden
          style={{ position: 'absolute', insetBlockStart: 0, insetInlineEnd: 0, pointerEvents: 'none' }}
        >
          {count > 99 ? '99+' : count}
        </Badge>
      )}
    </span>
  )
}
