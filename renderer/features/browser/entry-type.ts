// What an entry is, in words: for the column "Type" and for the details.

import type { EntryView } from '../../../contract/views.ts'
import type { Words } from '../../app/words/words.ts'
import { endingOf, familyOf } from '../../ui/file-family.ts'

export function typeWords({ kind, name }: Pick<EntryView, 'kind' | 'name'>, words: Words): string {
  if (kind === 'folder') return words('browser.type.folder')
  const family = familyOf(name)
  const ending = endingOf(name)
  if (family !== 'other') return words(`browser.type.${family}`)
  return ending === undefined
    ? words('browser.type.other')
    : words('browser.type.ending', { ending: ending.toUpperCase() })
}
