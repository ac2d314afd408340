// Another name for an entry. Somebody else's lock is shown like that of any change.

import type { EntryView } from '../../../../contract/views.ts'
import { isolateName } from '../../../../words/visible-name.ts'
import type { CommandContext } from '../commands/command.ts'
import { undoAction, type Change } from './perform.ts'

export async function renameEntry(
  context: CommandContext,
  { entry, name }: { entry: EntryView; name: string },
): Promise<void> {
  const { words, reverie } = context
  const { browser, bridge, shell } = reverie
  const place = browser.place()
  if (place.kind !== 'folder') return
  const { accountId } = place
  const outcome = await bridge.invoke('entry.rename', { accountId, uri: entry.uri, name })
  if (outcome.ok) {
    const { undoId, entry: renamed } = outcome.value
    browser.rememberUndo(undoId)
    shell.notify({
      text: words('changes.renamed', { name: isolateName(name) }),
      action: undoAction(context, undoId),
    })
    return browser.reread(renamed.uri)
  }
  if (outcome.failure.kind !== 'locked') return shell.notify({ text: '', failure: outcome.failure })
  const failed = [{ uri: entry.uri, name: entry.name, failure: outcome.failure }]
  const change: Change = {
    accountId,
    items: [{ uri: entry.uri, name: entry.name }],
    doing: '',
    done: () => words('changes.renamed', { name: isolateName(name) }),
    run: async () => {
      const again = await bridge.invoke('entry.rename', { accountId, uri: entry.uri, name })
      return again.ok ? { ok: true, value: { done: 1, failed: [], undoId: again.value.undoId } } : again
    },
  }
  shell.open({ kind: 'change-report', change, failed, done: 0 })
}
