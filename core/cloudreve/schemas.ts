// Schemas of what comes over the wire, as far as this client uses it: strict on these fields, deaf to all others
// (cloudreve-api.md sections 2, 3, 4.2, 5 and 10).

import { Buffer } from 'node:buffer'
import { z } from 'zod'

/** Short printable text that may stand in a key, a header or a query. */
export const idSchema = z.string().regex(/^[\w.-]{1,128}$/)
const tokenSchema = z.string().regex(/^[\x21-\x7e]{1,8192}$/)
const flag = z.boolean().nullish()

/** A set of bits in base64 (section 2); what is none says nothing. */
export const capabilitySchema = z
  .string()
  .regex(/^[A-Za-z0-9+/]{0,64}={0,2}$/)
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .nullish()
  .catch(undefined)

/** RFC 3339 with any number of fractional digits -> Unix milliseconds; Go's zero time becomes 0. */
export const timeSchema = z
  .string()
  .max(64)
  .transform((text, context) => {
    const atMs = Date.parse(text)
    if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(atMs)) return text.startsWith('0001-') ? 0 : atMs
    context.addIssue({ code: 'custom', message: 'no RFC 3339 time' })
    return z.NEVER
  })

export const versionSchema = z.string().max(64)

export const basicConfigSchema = z.object({
  instance_id: idSchema.nullish(),
  title: z.string().nullish(),
  captcha_type: z.string().nullish(),
})

export const loginConfigSchema = z.object({ login_captcha: flag, authn: flag })

export const explorerConfigSchema = z.object({
  max_batch_size: z.int().positive().nullish().catch(undefined),
})

export const captchaSchema = z.object({
  image: z.string().regex(/^data:image\/[a-z+.-]+;base64,[A-Za-z0-9+/=\s]*$/),
  ticket: z.string().min(1).max(1024),
})

export const tokensSchema = z.object({
  access_token: tokenSchema,
  refresh_token: tokenSchema,
  access_expires: timeSchema,
  refresh_expires: timeSchema,
})

export const signedInSchema = z.object({
  user: z.object({ id: idSchema, email: z.string().nullish(), nickname: z.string().nullish() }),
  token: tokensSchema,
})

/** An app as `/session/oauth/app/<id>` describes it; the scopes are those the caller has granted (section 3.3). */
export const grantSchema = z.object({
  id: z.string(),
  consented_scopes: z.array(z.string()).nullish(),
})

/** What the OAuth endpoint gives for a code; spans in seconds. */
export const oauthTokensSchema = z.object({
  access_token: tokenSchema,
  refresh_token: tokenSchema,
  expires_in: z.number().positive(),
  refresh_token_expires_in: z.number().positive(),
})

export const userSchema = z.object({
  id: idSchema,
  email: z.string().nullish(),
  nickname: z.string().nullish(),
})

/** Bytes. */
export const capacitySchema = z.object({ total: z.number().nonnegative(), used: z.number().nonnegative() })

export const otpSessionSchema = z.string().min(1).max(256)

export const fileSchema = z.object({
  type: z.union([z.literal(0), z.literal(1)]),
  id: idSchema,
  name: z.string().min(1),
  path: z.string(),
  // `z.int()` is a safe integer: what cannot be counted exactly cannot be downloaded exactly.
  size: z.int().nonnegative(),
  created_at: timeSchema,
  updated_at: timeSchema,
  primary_entity: idSchema.nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  shared: flag,
  owned: flag,
  capability: capabilitySchema,
})

/** `extended=true`; thumbnails (type 1) stand in the same list as versions (section 4.2). */
export const versionsSchema = z.object({
  extended_info: z.object({
    entities: z
      .array(z.object({ id: idSchema, size: z.int().nonnegative(), type: z.int(), created_at: timeSchema }))
      .nullish(),
  }),
})

export type WireFile = z.infer<typeof fileSchema>

/**
 * Both `files` and `pagination` come with every listing, empty folders included (section 4.1): an answer without them is
 * not a listing, and must not be read as a folder with nothing in it.
 */
export const listingSchema = z.object({
  files: z.array(fileSchema),
  pagination: z.object({
    page: z.int().nonnegative().nullish(),
    page_size: z.int().nonnegative().nullish(),
    next_token: z.string().max(65_536).nullish(),
    total_items: z.int().nonnegative().nullish(),
    is_cursor: flag,
  }),
  single_file_view: flag,
  props: z
    .object({
      capability: capabilitySchema,
      order_by_options: z.array(z.string()).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  mixed_type: flag.catch(undefined),
  recursion_limit_reached: flag.catch(undefined),
})

/** The folder listed; an empty object with zero dates in the recycle bin (section 4.1). */
export const parentSchema = z.object({
  parent: z
    .object({ id: idSchema, name: z.string(), created_at: timeSchema, updated_at: timeSchema, shared: flag })
    .nullish()
    .catch(undefined),
})

export const linksSchema = z.object({
  urls: z.array(
    z.object({
      url: z.string().max(65_536),
      stream_saver_display_name: z.string().nullish().catch(undefined),
    }),
  ),
  expires: timeSchema.nullish(),
})

export const shareSchema = z.object({
  id: idSchema,
  name: z.string().nullish(),
  unlocked: flag,
  password_protected: flag,
  expired: flag,
})
