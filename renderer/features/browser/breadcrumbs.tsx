// Where one is, as a path of buttons. Deep paths keep their root and their end; what is between folds into a menu.

import {
  Breadcrumb,
  BreadcrumbButton,
  BreadcrumbDivider,
  BreadcrumbItem,
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal'
import { Fragment } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { crumbsOf, currentPlace, fileSystemOf, type Crumb, type FolderPlace } from './places.ts'

const useStyles = makeStyles({
  nav: { minInlineSize: 0, flexGrow: 1, overflow: 'hidden' },
  list: { flexWrap: 'nowrap', minInlineSize: 0 },
  item: { minInlineSize: 0, flexShrink: 1 },
  last: { flexShrink: 0, maxInlineSize: '60%' },
  button: { minInlineSize: '24px', maxInlineSize: '100%', overflow: 'hidden' },
})

const mostCrumbs = 4

export function Breadcrumbs() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const place = useStore(browser.store, ({ trail }) => currentPlace(trail))
  if (place.kind === 'home') return <div className={styles.nav} />
  const crumbs = crumbsOf(place)
  const folded = crumbs.length > mostCrumbs ? crumbs.slice(1, crumbs.length - 2) : []
  const shown = crumbs.filter((crumb) => !folded.includes(crumb))
  return (
    <Breadcrumb aria-label={words('browser.path')} size="medium" className={styles.nav}>
      {shown.map((crumb, index) => {
        const last = index === shown.length - 1
        return (
          <Fragment key={crumb.place.uri}>
            <BreadcrumbItem className={last && shown.length > 1 ? styles.last : styles.item}>
              <BreadcrumbButton
                className={styles.button}
                current={last}
                onClick={() => browser.go(crumb.place)}
              >
                <FileName name={crumbName(crumb, words)} />
              </BreadcrumbButton>
            </BreadcrumbItem>
            {!last && <BreadcrumbDivider />}
            {index === 0 && folded.length > 0 && <FoldedCrumbs crumbs={folded} />}
          </Fragment>
        )
      })}
    </Breadcrumb>
  )
}

function FoldedCrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { browser } = useReverie()
  const words = useWords()
  return (
    <>
      <BreadcrumbItem>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button
              appearance="subtle"
              size="small"
              icon={<MoreHorizontal20Regular />}
              aria-label={words('browser.morePath')}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {crumbs.map((crumb) => (
                <MenuItem key={crumb.place.uri} onClick={() => browser.go(crumb.place)}>
                  <FileName name={crumbName(crumb, words)} />
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </BreadcrumbItem>
      <BreadcrumbDivider />
    </>
  )
}

function crumbName({ name, place }: Crumb, words: Words): string {
  return name ?? rootName(place, words)
}

/** What a root is called that has no name of its own. */
export function rootName(place: FolderPlace, words: Words): string {
  switch (fileSystemOf(place)) {
    case 'my':
      return words('browser.myFiles')
    case 'share':
      return words('browser.share')
    case 'shared_with_me':
      return words('browser.sharedWithMe')
    case 'trash':
      return words('browser.trash')
  }
}

export function placeName(place: FolderPlace, words: Words): string {
  const last = crumbsOf(place).at(-1)
  return last === undefined ? rootName(place, words) : crumbName(last, words)
}
