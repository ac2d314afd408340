// The shapes the client relies on, loose about everything else: a real server may always say more.
import { z } from 'zod'

export const envelopeShape = z.looseObject({
  code: z.number(),
  msg: z.string(),
  data: z.unknown().optional(),
  correlation_id: z.string().optional(),
  aggregated_error: z.record(z.string(), z.looseObject({ code: z.number(), msg: z.string() })).optional(),
})

export type Envelope = z.infer<typeof envelopeShape>

export const fileShape = z.looseObject({
  type: z.union([z.literal(0), z.literal(1)]),
  id: z.string().min(1),
  name: z.string(),
  path: z.string(),
  size: z.number(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  metadata: z.record(z.string(), z.string()).nullable(),
  primary_entity: z.string().min(1),
})

export type FileReply = z.infer<typeof fileShape>

export const listingShape = z.looseObject({
  files: z.array(fileShape),
  parent: z.looseObject({ name: z.string() }),
  pagination: z.looseObject({
    page_size: z.number(),
    next_token: z.string().optional(),
    is_cursor: z.boolean().optional(),
  }),
  props: z.looseObject({ max_page_size: z.number(), capability: z.string() }),
  context_hint: z.uuid(),
  single_file_view: z.boolean().optional(),
})

export const infoShape = fileShape.extend({
  extended_info: z
    .looseObject({
      storage_used: z.number(),
      entities: z.array(z.looseObject({ id: z.string(), size: z.number(), type: z.number() })).optional(),
    })
    .optional(),
  folder_summary: z.looseObject({ size: z.number(), files: z.number(), folders: z.number() }).optional(),
})

export const linksShape = z.object({
  urls: z.array(z.looseObject({ url: z.string() })),
  expires: z.iso.datetime({ offset: true }).nullable(),
})

export const tokenShape = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  access_expires: z.iso.datetime({ offset: true }),
  refresh_expires: z.iso.datetime({ offset: true }),
})

export const signInShape = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    email: z.string(),
    group: z.looseObject({ permission: z.string() }),
  }),
  token: tokenShape,
})

export const shareInfoShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  unlocked: z.boolean(),
  downloaded: z.number().optional(),
  remain_downloads: z.number().optional(),
})
