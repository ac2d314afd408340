// The JSON bodies the endpoints bind, with the server's leniency: null counts as absent, a wrong type or broken JSON is
// 40001 without a correlation id (cloudreve-api.md section 1.1).
import { z } from 'zod'
import { bindingError } from './codes.ts'

const flag = z.boolean().nullish()
const text = z.string().nullish()

const urlBody = z.object({
  uris: z
    .array(z.string())
    .nullish()
    .transform((uris) => uris ?? undefined),
  download: flag,
  redirect: flag,
  entity: text,
  use_primary_site_url: flag,
  skip_error: flag,
  archive: flag,
  no_cache: flag,
})

export type UrlBody = z.infer<typeof urlBody>

const loginBody = z.object({ email: text, password: text, captcha: text, ticket: text })
const otpBody = z.object({ otp: text, session_id: text })
const refreshBody = z.object({ refresh_token: text })
const createBody = z.object({
  uri: text,
  type: text,
  err_on_conflict: flag,
  metadata: z.record(z.string(), z.string()).nullish(),
})
const deleteBody = z.object({ uris: z.array(z.string()), skip_soft_delete: flag })
const moveBody = z.object({ uris: z.array(z.string()), dst: text, copy: flag })
const unlockBody = z.object({ tokens: z.array(z.string()) })
const versionBody = z.object({ uri: text, version: text })
const sourceBody = z.object({ uris: z.array(z.string()).min(1) })
const metadataBody = z.object({
  uris: z.array(z.string()),
  patches: z.array(z.object({ key: z.string(), value: text, remove: flag })),
})
const renameBody = z.object({ uri: text, new_name: text })
const shareBody = z.object({
  uri: z.string(),
  is_private: flag,
  password: z
    .string()
    .regex(/^[A-Za-z0-9]{0,32}$/u)
    .nullish(),
  share_view: flag,
  expire: z.number().nullish(),
  downloads: z.number().nullish(),
})

export const readUrlBody = binder(urlBody)
export const readLoginBody = binder(loginBody)
export const readOtpBody = binder(otpBody)
export const readRefreshBody = binder(refreshBody)
export const readCreateBody = binder(createBody)
export const readDeleteBody = binder(deleteBody)
export const readRenameBody = binder(renameBody)
export const readMoveBody = binder(moveBody)
export const readUnlockBody = binder(unlockBody)
export const readVersionBody = binder(versionBody)
export const readSourceBody = binder(sourceBody)
export const readMetadataBody = binder(metadataBody)
export const readShareBody = binder(shareBody)

function binder<Shape>(schema: z.ZodType<Shape>): (body: Buffer) => Shape {
  return (body) => {
    const bound = schema.safeParse(parseJson(body))
    if (!bound.success) throw bindingError('Parameter error')
    return bound.data
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw bindingError('Parameter error')
  }
}
