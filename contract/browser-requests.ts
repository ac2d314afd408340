// Parsers of the requests about the remote drive; see requests.ts.

import { z } from 'zod'
import { entryOrders } from '../core/model/entry.ts'
import { placeKinds } from '../core/model/place.ts'
import { categories } from '../core/model/search.ts'
import type { SearchQuery } from '../core/model/search.ts'
import type { BrowserCommands, BrowserQueries } from './browser-treaty.ts'

const id = z.string().min(1).max(200)
const uri = z.string().min(1).max(16_384)
const name = z.string().min(1).max(1_024)
const token = z.string().min(1).max(65_536)
const one = { accountId: id, uri }
const many = { accountId: id, uris: z.array(uri).min(1).max(100_000) }
const bytes = z.int().min(0)
/** The years 1970 to 9999. */
const moment = z.int().min(0).max(253_402_300_799_999)

export const searchShape: z.ZodType<SearchQuery> = z.strictObject({
  names: z.array(z.string().max(255)).max(20).optional(),
  anyName: z.boolean().optional(),
  foldCase: z.boolean().optional(),
  kind: z.enum(['file', 'folder']).optional(),
  category: z.enum(categories).optional(),
  minBytes: bytes.optional(),
  maxBytes: bytes.optional(),
  createdFromMs: moment.optional(),
  createdUntilMs: moment.optional(),
  modifiedFromMs: moment.optional(),
  modifiedUntilMs: moment.optional(),
  tags: z.array(z.string().min(1).max(255)).max(20).optional(),
})

type BrowserRequests = BrowserCommands & BrowserQueries

export const browserParsers: { [N in keyof BrowserRequests]: z.ZodType<BrowserRequests[N]['input']> } = {
  'browser.watch': z.strictObject({ ...one, watchId: id.optional() }),
  'browser.unwatch': z.strictObject({ watchId: id }),
  'entry.createFolder': z.strictObject({ ...one, name }),
  'entry.rename': z.strictObject({ ...one, name }),
  'entry.move': z.strictObject({ ...many, to: uri }),
  'entry.copy': z.strictObject({ ...many, to: uri }),
  'entry.delete': z.strictObject({ ...many, forGood: z.boolean() }),
  'entry.restore': z.strictObject(many),
  'entry.emptyTrash': z.strictObject({ accountId: id }),
  'entry.undo': z.strictObject({ undoId: id }),
  'entry.unlock': z.strictObject({
    accountId: id,
    lockIds: z.array(z.string().min(1).max(1_024)).min(1).max(1_000),
  }),
  'entry.useVersion': z.strictObject({ ...one, entityId: id }),
  'entry.deleteVersion': z.strictObject({ ...one, entityId: id }),
  'entry.directLinks': z.strictObject(many),
  'share.create': z.strictObject({
    ...one,
    protect: z.boolean(),
    // The server takes letters and digits only.
    password: z
      .string()
      .regex(/^[A-Za-z0-9]{1,32}$/)
      .optional(),
    expiresInSeconds: z.int().min(60).max(3_153_600_000).optional(),
    downloads: z.int().min(1).max(1_000_000).optional(),
    showView: z.boolean().optional(),
  }),
  'share.follow': z.strictObject(one),
  'share.delete': z.strictObject({ accountId: id, shareId: id }),
  'place.pin': z.strictObject({ ...one, name }),
  'place.forget': z.strictObject({ ...one, kind: z.enum(placeKinds) }),
  'place.forgetRecent': z.strictObject({ accountId: id }),
  'preview.open': z.strictObject({ ...one, entityId: id.optional() }),
  'preview.close': z.strictObject({ previewId: id }),
  'entry.offer': z.strictObject(one),
  'browser.list': z.strictObject({
    ...one,
    search: searchShape.optional(),
    pageToken: token.optional(),
    pageSize: z.int().min(1).max(2_000).optional(),
    order: z.enum(entryOrders),
    direction: z.enum(['asc', 'desc']),
  }),
  'browser.space': z.strictObject({ accountId: id }),
  'browser.details': z.strictObject(one),
  'browser.summary': z.strictObject(one),
  'share.list': z.strictObject({ accountId: id, pageToken: token.optional() }),
  'share.link': z.strictObject({ accountId: id, shareId: id }),
  'share.source': z.strictObject({ accountId: id, shareId: id }),
  'place.list': z.strictObject({ accountId: id }),
}
