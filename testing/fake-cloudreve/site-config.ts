// The site's public face: ping, configuration sections, captcha and the account pages (cloudreve-api.md section 2).
import { ApiError, codes } from './codes.ts'
import { sizeOf } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { decodeId } from './ids.ts'
import { encodePng } from './png.ts'
import { bytesReply, emptyReply, successReply, type Reply } from './reply.ts'
import type { Site } from './site.ts'
import { withDescendants } from './tree.ts'
import { describeAnonymous, describeUser } from './users.ts'

const gib = 1_073_741_824

export function answerConfig(site: Site, exchange: Exchange): Reply {
  switch (exchange.segments[2]) {
    case 'login':
      return successReply({
        ...(site.settings.loginCaptcha ? { login_captcha: true } : {}),
        authn: true,
        register_enabled: true,
        tos_url: '',
        privacy_policy_url: '',
      })
    case 'explorer':
      return successReply({
        icons: '[]',
        file_viewers: [],
        max_batch_size: site.settings.maxBatchSize,
        thumbnail_width: 400,
        thumbnail_height: 300,
      })
    case 'thumb':
      return successReply({ thumb_exts: site.settings.thumbnailExtensions })
    case 'app':
      return successReply({ app_promotion: true, desktop_app_promotion: true })
    default:
      return basicConfig(site, exchange)
  }
}

function basicConfig(site: Site, exchange: Exchange): Reply {
  const caller = exchange.caller()
  return successReply({
    instance_id: site.instanceId,
    title: 'Cloudreve',
    themes: '{}',
    default_theme: '#1976d2',
    user: caller === undefined ? describeAnonymous(site.settings) : describeUser(caller, site.settings),
    logo: '/static/img/logo.svg',
    logo_light: '/static/img/logo_light.svg',
    captcha_type: site.settings.captchaType,
    app_promotion: true,
  })
}

export function answerCapacity(site: Site, exchange: Exchange): Reply {
  let used = 0
  for (const entry of withDescendants(site.tree.rootOf(exchange.account().id))) used += sizeOf(entry)
  return successReply({ total: 1024 * gib, used })
}

/** The public profile: what everybody may see, and the e-mail address for signed-in callers. */
export function answerProfile(site: Site, exchange: Exchange): Reply {
  const user = site.users.get(exchange.segments[2] ?? '')
  // Whom there was once is an error without a word.
  if (user === undefined) throw new ApiError(codes.internal, '')
  const caller = exchange.caller()
  return successReply({
    id: user.id,
    nickname: user.nickname,
    ...(user.avatar === undefined ? {} : { avatar: user.avatar }),
    created_at: new Date(user.createdAtMs).toISOString(),
    ...(caller === undefined ? {} : { email: user.email }),
  })
}

/** A square in a colour of the user's own; nothing at all, or another site's picture, where none was uploaded. */
export function answerAvatar(site: Site, exchange: Exchange): Reply {
  const id = exchange.segments[2] ?? ''
  if (decodeId('user', id) === undefined) throw new ApiError(codes.badParameter, 'Failed to parse object ID')
  const user = site.users.get(id)
  const cache = { 'cache-control': 'public, max-age=86400' }
  if (user?.avatar === 'gravatar')
    return emptyReply(302, { ...cache, location: 'https://www.gravatar.com/avatar/0?d=mm&s=200' })
  if (user?.avatar !== 'file') return emptyReply(404, {})
  const side = 64
  const shade = user.email.length * 11
  const picture = encodePng(side, side, () => [shade % 256, 120, 200])
  return { ...bytesReply(200, 'image/png', picture), headers: { ...cache, 'content-type': 'image/png' } }
}

export function answerSetting(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  return successReply({
    version_retention_enabled: site.settings.keepVersions,
    version_retention_max: site.settings.versionsKept,
    passwordless: false,
    two_fa_enabled: account.otpSecret !== undefined,
    disable_view_sync: false,
    share_links_in_profile: '',
  })
}

export function answerPage(): Reply {
  const page = '<!DOCTYPE html><html><head><title>Cloudreve</title></head><body></body></html>'
  const reply = bytesReply(200, 'text/html', Buffer.from(page))
  reply.headers['cache-control'] = 'public, no-cache'
  return reply
}
