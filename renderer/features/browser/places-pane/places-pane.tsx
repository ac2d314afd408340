// The pane at the start of the window: where one can go with one click. Folders can be dropped on what is a folder.

import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { categories } from '../../../../core/model/search.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { currentPlace, samePlace, type FolderPlace, type Place } from '../places.ts'
import { categoryIcons, rootIcons } from './place-icons.ts'
import { PlaceButton } from './place-button.tsx'
import { KeptPlaces } from './kept-places.tsx'

const useStyles = makeStyles({
  pane: {
    flexShrink: 0,
    inlineSize: '208px',
    overflowY: 'auto',
    overflowX: 'hidden',
    boxSizing: 'border-box',
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalS,
    borderInlineEndWidth: '1px',
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
    // Where there is no room for both, the files are what one came for.
    '@media (max-width: 760px)': { inlineSize: '160px' },
    '@media (max-width: 560px)': { display: 'none' },
  },
})

export function PlacesPane() {
  const { browser, accounts, places } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const place = useStore(browser.store, ({ trail }) => currentPlace(trail))
  const accountId = place.kind === 'home' ? undefined : place.accountId
  const guest = useStore(accounts.store, (state) =>
    state.accounts.some(({ id, kind }) => id === accountId && kind === 'guest'),
  )
  useEffect(() => {
    if (accountId !== undefined) places.want(accountId)
  }, [accountId, places])
  if (accountId === undefined) return null
  return (
    <nav className={styles.pane} aria-label={words('places.region')}>
      <ul className="bare-list">
        {!guest && <Roots accountId={accountId} place={place} />}
        <li>
          <PlaceButton
            name={words('sync.title')}
            icon={rootIcons.pairs}
            place={{ kind: 'pairs', accountId }}
            current={place.kind === 'pairs'}
          />
        </li>
      </ul>
      {!guest && <Categories accountId={accountId} place={place} />}
      <KeptPlaces accountId={accountId} place={place} />
    </nav>
  )
}

function Roots({ accountId, place }: { accountId: string; place: Place }) {
  const words = useWords()
  const folder = (uri: string): FolderPlace => ({ kind: 'folder', accountId, uri })
  const mine = folder('cloudreve://my/')
  const fixed = [
    { name: words('browser.myFiles'), icon: rootIcons.my, place: mine, isDrop: true },
    {
      name: words('browser.sharedWithMe'),
      icon: rootIcons.shared,
      place: folder('cloudreve://shared_with_me/'),
    },
    { name: words('places.myShares'), icon: rootIcons.shares, place: { kind: 'shares', accountId } as const },
    { name: words('browser.trash'), icon: rootIcons.trash, place: folder('cloudreve://trash/') },
  ]
  return fixed.map((one) => (
    <li key={one.name}>
      <PlaceButton {...one} current={samePlace(place, one.place)} />
    </li>
  ))
}

function Categories({ accountId, place }: { accountId: string; place: Place }) {
  const words = useWords()
  const looks = categories.map((category) => ({
    name: words(`places.category.${category}`),
    icon: categoryIcons[category],
    place: { kind: 'folder', accountId, uri: 'cloudreve://my/', search: { category } } as const,
  }))
  return (
    <>
      <h2 className="pane-heading" id="place-categories">
        {words('places.category.title')}
      </h2>
      <ul className="bare-list" aria-labelledby="place-categories">
        {looks.map((one) => (
          <li key={one.name}>
            <PlaceButton {...one} current={samePlace(place, one.place)} />
          </li>
        ))}
      </ul>
    </>
  )
}
