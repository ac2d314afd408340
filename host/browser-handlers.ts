// The names of the treaty that are about the remote drive, on the engine's methods.

import type { BrowserCommands, BrowserQueries } from '../contract/browser-treaty.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { Engine } from '../core/engine-api.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import { fail } from '../core/model/failure.ts'
import { toEntryView } from './rows.ts'
import { toUri } from './to-uri.ts'

export type BrowserHandlers = Pick<Handlers, keyof BrowserCommands | keyof BrowserQueries>

export function createBrowserHandlers(engine: Engine): BrowserHandlers {
  const later = () => {
    throw fail('illegal-state', 'not in this build yet')
  }
  return {
    'browser.list': async ({ uri, pageToken, pageSize, search: _, ...request }) => {
      const { entries, ...page } = await engine.browser.list({
        ...request,
        uri: toUri(uri),
        ...(pageToken === undefined ? {} : { pageToken }),
        ...(pageSize === undefined ? {} : { pageSize }),
      })
      return { ...page, uri: formatCloudUri(toUri(uri)), entries: entries.map(toEntryView) }
    },
    'browser.watch': later,
    'browser.unwatch': later,
    'browser.space': later,
    'browser.details': later,
    'browser.summary': later,
    'entry.createFolder': later,
    'entry.rename': later,
    'entry.move': later,
    'entry.copy': later,
    'entry.delete': later,
    'entry.restore': later,
    'entry.emptyTrash': later,
    'entry.undo': later,
    'entry.unlock': later,
    'entry.useVersion': later,
    'entry.deleteVersion': later,
    'entry.directLinks': later,
    'share.create': later,
    'share.delete': later,
    'share.list': later,
    'share.link': later,
    'place.pin': later,
    'place.forget': later,
    'place.forgetRecent': later,
    'place.list': later,
    'preview.open': later,
    'preview.close': later,
  }
}
