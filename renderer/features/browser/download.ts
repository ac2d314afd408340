// From a selection to the queue: hands the URIs to the host and says what became of it. A folder that was selected whole
// is handed over as that: the host finds what no page has listed yet.

import type { RootChoice, TargetChoice } from '../../../contract/treaty.ts'
import type { EntryView } from '../../../contract/views.ts'
import type { Priority } from '../../../core/model/priority.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { chosenCount, chosenEntries } from './browser-state.ts'
import { chosenItems } from './changes/chosen-items.ts'
import type { CommandContext } from './commands/command.ts'
import type { FolderPlace } from './places.ts'
import { followShortcut } from './shares/follow-share.ts'

interface DownloadWish {
  readonly target?: TargetChoice
  /** One zip made by the site. */
  readonly archive?: boolean
  /** Absent: the default queue, normally, at once. */
  readonly place?: { readonly queueId: string; readonly priority: Priority; readonly startAtMs?: number }
}

export async function downloadTo(context: CommandContext): Promise<void> {
  const picked = await context.reverie.pickFolder()
  if (picked !== undefined) await download(context, { target: { kind: 'picked', token: picked.token } })
}

export async function download(context: CommandContext, wish: DownloadWish = {}): Promise<void> {
  const { browser } = context.reverie
  const place = browser.place()
  if (place.kind !== 'folder') return
  const state = browser.store.getState()
  if (isOpenEnded(context)) {
    const contents = {
      except: [...state.selection.keys],
      ...(place.search === undefined ? {} : { search: place.search }),
    }
    if (wish.archive !== true)
      return add(context, {
        place,
        wish,
        roots: [{ uri: place.uri, contents }],
        said: context.words('browser.addedAll'),
      })
    if ((await chosenItems(context)) === undefined) return
  }
  const chosen = chosenEntries(browser.store.getState())
  const [first] = chosen
  if (first === undefined) return
  const said =
    chosen.length === 1
      ? context.words('browser.added', { name: isolateName(first.name) })
      : context.words('browser.addedMany', { count: chosen.length })
  const roots = await rootsOf(context, place, chosen)
  if (roots.length > 0) await add(context, { place, wish, roots, said })
}

/** A shortcut stands for the share that it leads to; what that cannot be told of has been said. */
async function rootsOf(
  { reverie }: CommandContext,
  { accountId }: FolderPlace,
  chosen: readonly EntryView[],
): Promise<RootChoice[]> {
  const roots: RootChoice[] = []
  for (const entry of chosen) {
    if (entry.shortcut !== true) roots.push({ uri: entry.uri })
    else {
      const opened = await followShortcut(reverie, accountId, entry)
      if (opened !== undefined) roots.push({ uri: opened.uri })
    }
  }
  return roots
}

/** One file under another name. */
export async function downloadAs(
  context: CommandContext,
  root: { uri: string; name: string },
): Promise<void> {
  const place = context.reverie.browser.place()
  if (place.kind !== 'folder') return
  const said = context.words('browser.added', { name: isolateName(root.name) })
  await add(context, { place, wish: {}, roots: [root], said })
}

/** One version of a file. */
export async function downloadVersion(
  context: CommandContext,
  { uri, entityId, name }: { uri: string; entityId: string; name: string },
): Promise<void> {
  const place = context.reverie.browser.place()
  if (place.kind !== 'folder') return
  const said = context.words('browser.added', { name: isolateName(name) })
  await add(context, { place, wish: {}, roots: [{ uri, entityId }], said })
}

/** Too many to name them one by one, or not all known. */
const mostNamed = 2_000

function isOpenEnded({ reverie }: CommandContext): boolean {
  const state = reverie.browser.store.getState()
  return state.selection.everything && (state.nextPageToken !== undefined || chosenCount(state) > mostNamed)
}

interface Adding {
  readonly place: FolderPlace
  readonly wish: DownloadWish
  readonly roots: RootChoice[]
  readonly said: string
}

async function add({ reverie, words }: CommandContext, { place, wish, roots, said }: Adding): Promise<void> {
  const { bridge, shell } = reverie
  const outcome = await bridge.invoke('queue.add', {
    accountId: place.accountId,
    roots,
    target: wish.target ?? { kind: 'default' },
    ...(wish.archive === true ? { archive: true } : {}),
    ...wish.place,
  })
  if (!outcome.ok) {
    shell.notify({ text: '', failure: outcome.failure })
    return
  }
  shell.notify({ text: outcome.value.resumed ? words('browser.resumed') : said, showTransfers: true })
}
