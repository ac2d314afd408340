// A folder becomes one of the pinned places: the one that is selected, else the one that is open.

import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { chosenEntry } from '../browser-state.ts'
import { placeName } from '../place-name.ts'
import type { CommandContext } from '../commands/command.ts'

export async function pinChosen({ reverie, words }: CommandContext): Promise<void> {
  const place = reverie.browser.place()
  if (place.kind !== 'folder') return
  const entry = chosenEntry(reverie.browser.store.getState())
  const name = entry?.name ?? placeName(place, words)
  const outcome = await reverie.bridge.invoke('place.pin', {
    accountId: place.accountId,
    uri: entry?.uri ?? place.uri,
    name,
  })
  reverie.shell.notify(
    outcome.ok
      ? { text: words('places.pinnedNow', { name: isolateName(visibleName(name)) }) }
      : { text: '', failure: outcome.failure },
  )
}
