// One place: a button that goes there, and for those that the user has collected one that takes it off the list.

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import type { ComponentType } from 'react'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { FileName } from '../../../ui/file-name.tsx'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import type { Place } from '../places.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    '&:hover .forget, &:focus-within .forget': { opacity: 1 },
  },
  button: {
    flexGrow: 1,
    minInlineSize: 0,
    justifyContent: 'start',
    fontWeight: tokens.fontWeightRegular,
    overflow: 'hidden',
    '&[data-dropping]': { outline: `2px dashed ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-2px' },
  },
  current: { backgroundColor: tokens.colorBrandBackground2, fontWeight: tokens.fontWeightSemibold },
  forget: { opacity: 0, minInlineSize: '24px', flexShrink: 0 },
})

interface PlaceButtonProps {
  name: string
  icon: ComponentType
  place: Place
  current: boolean
  /** Entries may be dropped on it. */
  isDrop?: boolean
  onForget?: () => void
}

export function PlaceButton({
  name,
  icon: Icon,
  place,
  current,
  isDrop = false,
  onForget,
}: PlaceButtonProps) {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  return (
    <span className={styles.line}>
      <Button
        appearance="subtle"
        size="small"
        className={mergeClasses(styles.button, current && styles.current)}
        icon={<Icon />}
        {...(current ? { 'aria-current': 'page' as const } : {})}
        {...(isDrop && place.kind === 'folder' ? { 'data-drop-uri': place.uri } : {})}
        onClick={() => browser.go(place)}
      >
        <FileName name={name} />
      </Button>
      {onForget !== undefined && (
        <Button
          appearance="transparent"
          size="small"
          className={mergeClasses('forget', styles.forget)}
          icon={<Dismiss16Regular />}
          aria-label={words('places.forget', { name: isolateName(visibleName(name)) })}
          onClick={onForget}
        />
      )}
    </span>
  )
}
