// What is selected, as the items of a change: all of it, also where "select all" ran ahead of the list.

import type { CommandContext } from '../commands/command.ts'
import type { ChangeItem } from './perform.ts'

/** Undefined where the rest of the list could not be had: half of "everything" would look like all of it. */
export async function chosenItems({
  reverie,
  words,
}: CommandContext): Promise<readonly ChangeItem[] | undefined> {
  const { browser, shell } = reverie
  if (browser.store.getState().selection.everything && !(await browser.loadAll())) {
    shell.notify({ text: words('browser.state.moreFailed') })
    return undefined
  }
  return browser.chosen().map(({ uri, name }) => ({ uri, name }))
}
