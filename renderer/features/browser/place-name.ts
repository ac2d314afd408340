// What a place is called, in the user's language.

import type { Words } from '../../app/words/words.ts'
import { crumbsOf, fileSystemOf, type Crumb, type FolderPlace } from './places.ts'

export function crumbName({ name, place }: Crumb, words: Words): string {
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

/** Of the folder; a search is named by where it looks. */
export function placeName(place: FolderPlace, words: Words): string {
  const last = crumbsOf(place).at(-1)
  return last === undefined ? rootName(place, words) : crumbName(last, words)
}
