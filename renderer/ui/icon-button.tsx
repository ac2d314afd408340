// A button that is only an icon: the tooltip is its name, for the eye and for assistive technology alike.

import { Button, Tooltip, type ButtonProps } from '@fluentui/react-components'
import type { ReactElement } from 'react'

interface IconButtonProps {
  name: string
  icon: ReactElement
  /** Shown in the tooltip beside the name. */
  shortcut?: string
  onClick: () => void
  disabled?: boolean
  size?: 'small' | 'medium'
  expanded?: boolean
  /** Of a button that switches something on and off. */
  pressed?: boolean
  tabIndex?: number
  appearance?: ButtonProps['appearance']
}

export function IconButton({ name, icon, shortcut, onClick, ...rest }: IconButtonProps) {
  const { disabled = false, size = 'medium', expanded, pressed, tabIndex, appearance = 'subtle' } = rest
  const tip = shortcut === undefined || shortcut === '' ? name : `${name} (${shortcut})`
  return (
    <Tooltip content={tip} relationship="description" withArrow>
      <Button
        appearance={appearance}
        size={size}
        icon={icon}
        aria-label={name}
        // Stays in the tab order: the reason why it is off can be found by keyboard too.
        disabledFocusable={disabled}
        onClick={onClick}
        {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...(tabIndex === undefined ? {} : { tabIndex })}
      />
    </Tooltip>
  )
}
