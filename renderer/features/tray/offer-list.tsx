// What the field leads to: one address understood, or what a search found. Enter takes the active one, a click any.

import { mergeClasses } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useWords, type Words } from '../../app/words/words.ts'
import { EntryIcon } from '../../ui/entry-icon.tsx'
import { isolateName, visibleName } from '../../../words/visible-name.ts'
import { hostOf } from '../accounts/accounts-store.ts'
import type { Offer, TrayFeature } from './tray-store.ts'
import { useTrayStyles } from './tray-styles.ts'

export const offersId = 'tray-offers'
export const offerId = (index: number) => `${offersId}-${index}`

export function OfferList({ tray }: { tray: TrayFeature }) {
  const words = useWords()
  const styles = useTrayStyles()
  const { offers, active } = useStore(tray.store)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active, offers])
  return (
    <div ref={list} id={offersId} role="listbox" aria-label={words('tray.offers')}>
      {offers.map((offer, index) => (
        <div
          key={keyOf(offer)}
          id={offerId(index)}
          role="option"
          aria-selected={index === active}
          className={mergeClasses(styles.offer, index === active && styles.active)}
          // The field keeps the focus: whoever uses the mouse may go on typing.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void tray.take(offer)}
        >
          <OfferIcon offer={offer} />
          <span className={styles.texts}>
            <bdi className="file-name">{offerText(offer, words)}</bdi>
            {offer.kind === 'entry' && <span className={styles.small}>{whereIs(offer)}</span>}
          </span>
          {offer.kind !== 'unknown-site' && <ArrowDownload20Regular aria-hidden />}
        </div>
      ))}
    </div>
  )
}

function OfferIcon({ offer }: { offer: Offer }) {
  if (offer.kind === 'unknown-site') return <PersonAdd20Regular aria-hidden />
  if (offer.kind === 'share') return <EntryIcon name="" look="folder" />
  return <EntryIcon name={offer.name} look={offer.folder === false ? 'file' : 'folder'} />
}

function offerText(offer: Offer, words: Words): string {
  switch (offer.kind) {
    case 'share':
      return words('tray.share', { site: isolateName(hostOf(offer.site)) })
    case 'unknown-site':
      return words('tray.unknownSite', { site: isolateName(hostOf(offer.site)) })
    case 'entry':
      if (offer.folder !== undefined) return visibleName(offer.name)
      return offer.name === ''
        ? words('tray.wholeDrive')
        : words('tray.entry', { name: isolateName(offer.name) })
  }
}

/** The site, and the folders on the way. */
function whereIs({ uri, site }: Extract<Offer, { kind: 'entry' }>): string {
  const folders = decodeURI(uri.replace(/^cloudreve:\/\//, '').replace(/\/?[^/]*$/, ''))
  return visibleName([hostOf(site), ...folders.split('/').slice(1)].join(' › '))
}

const keyOf = (offer: Offer) =>
  offer.kind === 'entry' ? `${offer.accountId} ${offer.uri}` : `${offer.kind} ${offer.site}`
