// Links to the storage listener: a slave node's address form, or an S3-like presigned one (cloudreve-api.md section 6.2).
import type { BlobLink } from './links.ts'
import type { Site } from './site.ts'

const nodeId = 'node'

export function storageUrl(site: Site, blob: BlobLink): string {
  const { storageStyle } = site.settings
  return storageStyle === 's3' ? bucketUrl(site, blob) : slaveUrl(site, blob)
}

function slaveUrl(site: Site, blob: BlobLink): string {
  const source = Buffer.from(blob.id, 'utf8').toString('base64url')
  const head = `/api/v4/slave/file/content/${nodeId}/${source}/${String(blob.speed)}/`
  const sign = site.signer.sign(`${head}${blob.name}`, Math.floor(blob.expiresAtMs / 1000))
  const download = blob.download ? 'download=true&' : ''
  return `${storageOrigin(site)}${head}${encodeURIComponent(blob.name)}?${download}sign=${encodeURIComponent(sign)}`
}

function bucketUrl(site: Site, blob: BlobLink): string {
  const path = `/bucket/${blob.id}/${encodeURIComponent(blob.name)}`
  const expires = String(Math.floor(blob.expiresAtMs / 1000))
  const signature = site.signer.sign(decodeURIComponent(path), Number(expires))
  return `${storageOrigin(site)}${path}?X-Amz-Expires=${expires}&X-Amz-Signature=${encodeURIComponent(signature)}`
}

function storageOrigin({ settings, origins }: Site): string {
  return settings.storageOrigin ?? origins.storage
}
