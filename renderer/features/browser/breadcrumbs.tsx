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
import { Fragment, type MouseEvent } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { PathField } from './path-field.tsx'
import { crumbName } from './place-name.ts'
import { crumbsOf, currentPlace, type Crumb, type Place } from './places.ts'

const useStyles = makeStyles({
  nav: { minInlineSize: 0, flexGrow: 1, overflow: 'hidden' },
  list: { flexWrap: 'nowrap', minInlineSize: 0, flexGrow: 1, cursor: 'text' },
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
  const asking = useStore(browser.store, (state) => state.asking)
  if (place.kind === 'home') return <div className={styles.nav} />
  if (place.kind === 'shares') return <ShareCrumb />
  if (place.kind === 'pairs') return <PairCrumbs place={place} />
  if (asking === 'path') return <PathField place={place} />
  const crumbs = crumbsOf(place)
  const folded = crumbs.length > mostCrumbs ? crumbs.slice(1, crumbs.length - 2) : []
  const shown = crumbs.filter((crumb) => !folded.includes(crumb))
  const edit = (event: MouseEvent) => {
    // Beside the steps: the path as text, as in other file managers.
    if (event.target === event.currentTarget) browser.ask('path')
  }
  return (
    <Breadcrumb
      aria-label={words('browser.path')}
      size="medium"
      className={styles.nav}
      list={{ className: styles.list, onClick: edit }}
    >
      {shown.map((crumb, index) => {
        const last = index === shown.length - 1
        return (
          <Fragment key={crumb.place.uri}>
            <BreadcrumbItem className={last && shown.length > 1 ? styles.last : styles.item}>
              <BreadcrumbButton
                className={styles.button}
                current={last && place.search === undefined}
                data-drop-uri={crumb.place.uri}
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
      {place.search !== undefined && (
        <>
          <BreadcrumbDivider />
          <BreadcrumbItem className={styles.last}>
            <BreadcrumbButton current>{words('search.results')}</BreadcrumbButton>
          </BreadcrumbItem>
        </>
      )}
    </Breadcrumb>
  )
}

function ShareCrumb() {
  const words = useWords()
  const styles = useStyles()
  return (
    <Breadcrumb aria-label={words('browser.path')} size="medium" className={styles.nav}>
      <BreadcrumbItem>
        <BreadcrumbButton current>{words('places.myShares')}</BreadcrumbButton>
      </BreadcrumbItem>
    </Breadcrumb>
  )
}

function PairCrumbs({ place }: { place: Extract<Place, { kind: 'pairs' }> }) {
  const { browser, sync } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const label = useStore(sync.store, ({ pairs }) => pairs.find(({ id }) => id === place.pairId)?.label)
  const all = { kind: 'pairs', accountId: place.accountId } as const
  return (
    <Breadcrumb aria-label={words('browser.path')} size="medium" className={styles.nav}>
      <BreadcrumbItem>
        <BreadcrumbButton current={label === undefined} onClick={() => browser.go(all)}>
          {words('sync.title')}
        </BreadcrumbButton>
      </BreadcrumbItem>
      {label !== undefined && (
        <>
          <BreadcrumbDivider />
          <BreadcrumbItem className={styles.last}>
            <BreadcrumbButton current className={styles.button}>
              <FileName name={label} />
            </BreadcrumbButton>
          </BreadcrumbItem>
        </>
      )}
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
