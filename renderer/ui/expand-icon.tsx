// The sign before what can be opened and closed in a list: down while it is open, else the way that the text goes.

import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronLeft20Regular } from '@fluentui/react-icons/svg/chevron-left'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import { useWords } from '../app/words/words.ts'

export function ExpandIcon({ open, small = false }: { open: boolean; small?: boolean }) {
  const closed = useWords().direction === 'rtl' ? ChevronLeft20Regular : ChevronRight20Regular
  const Icon = open ? ChevronDown20Regular : closed
  return <Icon aria-hidden {...(small ? { style: { width: '16px', height: '16px' } } : {})} />
}
