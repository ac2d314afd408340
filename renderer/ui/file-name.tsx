// A remote name on the screen: isolated from the text around it, hidden characters visible, the whole of it on hover.

import { mergeClasses } from '@fluentui/react-components'
import { visibleName } from '../../words/visible-name.ts'

export function FileName({ name, className }: { name: string; className?: string }) {
  const shown = visibleName(name)
  return (
    <bdi className={mergeClasses('file-name', className)} title={shown}>
      {shown}
    </bdi>
  )
}
