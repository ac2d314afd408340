// A change of many entries, from the answer to what the user sees: a notice with Undo where all is done, or the list of
// what could not be done, item by item, with the ways out.

import type { ChangeView, ItemFailureView } from '../../../../contract/browser-views.ts'
import type { Outcome } from '../../../../contract/result.ts'
import { isolateName } from '../../../../words/visible-name.ts'
import type { CommandContext } from '../commands/command.ts'

export interface ChangeItem {
  readonly uri: string
  readonly name: string
}

export interface Change {
  readonly accountId: string
  readonly items: readonly ChangeItem[]
  /** While it lasts, as in "Deleting…". */
  readonly doing: string
  /** As in "3 items are in the trash". */
  done(count: number, name: string): string
  run(uris: string[]): Promise<Outcome<ChangeView>>
}

/** True where every item is done. */
export async function perform(context: CommandContext, change: Change): Promise<boolean> {
  const { browser, shell } = context.reverie
  browser.act(change.doing)
  const outcome = await change.run(change.items.map(({ uri }) => uri))
  browser.act(undefined)
  void browser.reread()
  if (!outcome.ok && outcome.failure.kind !== 'locked') {
    shell.notify({ text: '', failure: outcome.failure })
    return false
  }
  const { failed, done, undoId } = outcome.ok ? outcome.value : nothingDone(change, outcome.failure)
  if (undoId !== undefined) browser.rememberUndo(undoId)
  if (failed.length > 0) {
    shell.open({ kind: 'change-report', change, failed, done })
    return false
  }
  const [first] = change.items
  shell.notify({
    text: change.done(done, first === undefined ? '' : isolateName(first.name)),
    ...(undoId === undefined ? {} : { action: undoAction(context, undoId) }),
  })
  return true
}

function nothingDone(
  { items }: Change,
  failure: ItemFailureView['failure'],
): Pick<ChangeView, 'done' | 'failed' | 'undoId'> {
  return { done: 0, failed: items.map((item) => ({ ...item, failure })) }
}

export function undoAction(context: CommandContext, undoId: string) {
  return { label: context.words('browser.command.undo'), run: () => void undo(context, undoId) }
}

export async function undoLast(context: CommandContext): Promise<void> {
  const { undoId } = context.reverie.browser.store.getState()
  if (undoId !== undefined) await undo(context, undoId)
}

async function undo(context: CommandContext, undoId: string): Promise<void> {
  const { browser, bridge } = context.reverie
  const place = browser.place()
  if (place.kind === 'home') return
  // Taken back once; a second time would be something else.
  if (browser.store.getState().undoId === undoId) browser.rememberUndo(undefined)
  await perform(context, {
    accountId: place.accountId,
    items: [],
    doing: context.words('changes.doing.undo'),
    done: () => context.words('changes.done.undo'),
    run: () => bridge.invoke('entry.undo', { undoId }),
  })
}
