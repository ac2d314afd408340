// From a selection to the queue: waits for the rest of the list where "select all" ran ahead of it, hands the URIs to the
// host and says what became of it.

import type { TargetChoice } from '../../../contract/treaty.ts'
import { isolateName } from '../../ui/format/visible-name.ts'
import type { CommandContext } from './commands.ts'

export async function downloadTo(context: CommandContext): Promise<void> {
  const picked = await context.reverie.pickFolder()
  if (picked !== undefined) await download(context, { kind: 'picked', token: picked.token })
}

export async function download(
  { reverie, words }: CommandContext,
  target: TargetChoice = { kind: 'default' },
): Promise<void> {
  const { browser, bridge, shell } = reverie
  const place = browser.place()
  if (place.kind !== 'folder') return
  if (browser.store.getState().selection.everything && !(await browser.loadAll())) {
    // Half of "everything" would look like all of it.
    shell.notify({ text: words('browser.state.moreFailed') })
    return
  }
  const { selection, entries } = browser.store.getState()
  const chosen = entries.filter(({ uri }) => selection.keys.has(uri))
  const [first] = chosen
  if (first === undefined) return
  const outcome = await bridge.invoke('queue.add', {
    accountId: place.accountId,
    roots: chosen.map(({ uri }) => ({ uri })),
    target,
  })
  if (!outcome.ok) {
    shell.notify({ text: '', failure: outcome.failure })
    return
  }
  const added =
    chosen.length === 1
      ? words('browser.added', { name: isolateName(first.name) })
      : words('browser.addedMany', { count: chosen.length })
  shell.notify({ text: outcome.value.resumed ? words('browser.resumed') : added, showTransfers: true })
}
