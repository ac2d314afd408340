// Which handler answers which method and path, and the word each endpoint has in fault rules.
// Handlers throw ApiError; the envelope is made here.
import { answerArchive } from './archive.ts'
import { answerContent, answerStorage } from './blob.ts'
import { ApiError } from './codes.ts'
import { answerDirectLinks } from './direct-links.ts'
import { answerEvents } from './event-hub.ts'
import type { Exchange, RequestKind } from './exchange.ts'
import { answerInfo, answerThumb } from './info.ts'
import { answerUrl } from './links.ts'
import { createListing } from './listing.ts'
import { answerUnlock } from './locks.ts'
import { answerDelete, answerEmptyTrash, answerMove, answerRestore } from './moves.ts'
import { answerShareDelete, answerShareList } from './own-shares.ts'
import { bytesReply, emptyReply, errorReply, successReply, type Reply } from './reply.ts'
import { answerApp, answerConsent, answerGrantDelete, answerOauthToken } from './oauth.ts'
import { answerAuthorizePage, answerCallbackPage, answerPuzzle, puzzlePath } from './oauth-pages.ts'
import { answerShareCreate, answerShareInfo, answerShortLink } from './share-pages.ts'
import { answerLogin, answerPrepare, answerRefresh, answerSecondFactor, answerSignOut } from './sign-in.ts'
import {
  answerAvatar,
  answerCapacity,
  answerConfig,
  answerPage,
  answerProfile,
  answerSetting,
} from './site-config.ts'
import type { Site } from './site.ts'
import { describeUser } from './users.ts'
import { answerDeleteVersion, answerUseVersion } from './versions.ts'
import { answerCreate, answerMetadata, answerPutContent, answerRename } from './writes.ts'

type Handler = (exchange: Exchange) => Reply

interface Route {
  /** Matched against the method, a blank and the path behind /api/v4/. */
  request: RegExp
  kind: RequestKind
  handler: Handler
}

export interface Router {
  kindOf(listener: 'site' | 'storage', method: string, path: string): RequestKind
  answer(exchange: Exchange): Reply
}

export const apiPrefix = '/api/v4/'

export function createRouter(site: Site): Router {
  const routes = routesOf(site)
  const find = (method: string, path: string): Route | undefined => {
    if (!path.startsWith(apiPrefix)) return undefined
    const asked = `${method} ${path.slice(apiPrefix.length)}`
    return routes.find((route) => route.request.test(asked))
  }
  return {
    kindOf: (listener, method, path) => {
      if (listener === 'storage') return 'content'
      if (!path.startsWith(apiPrefix)) return 'page'
      return find(method, path)?.kind ?? 'other'
    },
    answer: (exchange) => {
      try {
        return handlerOf(site, exchange, find)(exchange)
      } catch (error) {
        if (error instanceof ApiError) return errorReply(error, exchange.correlationId)
        // A handler's panic is a bare 500 on the real server; the header tells the test's author what broke here.
        return emptyReply(500, { 'x-fake-error': encodeURIComponent(String(error)) })
      }
    },
  }
}

function handlerOf(
  site: Site,
  exchange: Exchange,
  find: (method: string, path: string) => Route | undefined,
): Handler {
  const { listener, path } = exchange.record
  if (listener === 'storage') return (asked) => answerStorage(site, asked)
  if (/^\/s\/[^/]+(\/[^/]*)?$/u.test(path)) return answerShortLink
  if (path === '/session/authorize') return answerAuthorizePage
  if (path === '/callback/desktop') return answerCallbackPage
  if (path === puzzlePath) return () => answerPuzzle(site)
  if (!/^\/api(?:\/|$)/u.test(path)) return answerPage
  return find(exchange.method, path)?.handler ?? noRoute
}

function routesOf(site: Site): Route[] {
  const on = (request: RegExp, kind: RequestKind, handler: Handler): Route => ({ request, kind, handler })
  return [
    on(/^GET site\/ping$/u, 'ping', () => successReply(site.settings.version)),
    on(/^GET site\/config\/\w+$/u, 'config', (asked) => answerConfig(site, asked)),
    on(/^GET site\/captcha$/u, 'captcha', () => successReply(site.captchas.issue())),
    on(/^GET user\/me$/u, 'me', (asked) => successReply(describeUser(asked.account(), site.settings))),
    on(/^GET user\/capacity$/u, 'capacity', (asked) => answerCapacity(site, asked)),
    on(/^GET user\/setting$/u, 'setting', (asked) => answerSetting(site, asked)),
    on(/^GET session\/prepare$/u, 'prepare', (asked) => answerPrepare(site, asked)),
    on(/^POST session\/token$/u, 'login', (asked) => answerLogin(site, asked)),
    on(/^POST session\/token\/2fa$/u, 'twoFactor', (asked) => answerSecondFactor(site, asked)),
    on(/^POST session\/token\/refresh$/u, 'refresh', (asked) => answerRefresh(site, asked)),
    on(/^DELETE session\/token$/u, 'signOut', (asked) => answerSignOut(site, asked)),
    ...oauthRoutes(site, on),
    on(/^GET user\/info\/[^/]+$/u, 'profile', (asked) => answerProfile(site, asked)),
    on(/^GET user\/avatar\/[^/]+$/u, 'avatar', (asked) => answerAvatar(site, asked)),
    on(/^GET file$/u, 'list', createListing(site)),
    on(/^GET file\/info$/u, 'info', (asked) => answerInfo(site, asked)),
    on(/^GET file\/thumb$/u, 'thumb', (asked) => answerThumb(site, asked)),
    on(/^POST file\/url$/u, 'url', (asked) => answerUrl(site, asked)),
    on(/^(?:GET|HEAD) file\/content\/[^/]+\/[^/]+\/.+$/u, 'content', (asked) => answerContent(site, asked)),
    on(/^GET file\/archive\/[^/]+\/archive\.zip$/u, 'archive', (asked) => answerArchive(site, asked)),
    on(/^GET file\/events$/u, 'events', (asked) => answerEvents(site, asked)),
    on(/^GET share\/info\/[^/]+$/u, 'share', (asked) => answerShareInfo(site, asked)),
    on(/^PUT share$/u, 'write', (asked) => answerShareCreate(site, asked)),
    on(/^PUT file\/content$/u, 'write', (asked) => answerPutContent(site, asked)),
    on(/^POST file\/create$/u, 'write', (asked) => answerCreate(site, asked)),
    on(/^POST file\/rename$/u, 'write', (asked) => answerRename(site, asked)),
    on(/^DELETE file$/u, 'write', (asked) => answerDelete(site, asked)),
    on(/^POST file\/move$/u, 'write', (asked) => answerMove(site, asked)),
    on(/^POST file\/restore$/u, 'write', (asked) => answerRestore(site, asked)),
    on(/^DELETE file\/trash$/u, 'write', (asked) => answerEmptyTrash(site, asked)),
    on(/^DELETE file\/lock$/u, 'write', (asked) => answerUnlock(site, asked)),
    on(/^PATCH file\/metadata$/u, 'write', (asked) => answerMetadata(site, asked)),
    on(/^POST file\/version\/current$/u, 'write', (asked) => answerUseVersion(site, asked)),
    on(/^DELETE file\/version$/u, 'write', (asked) => answerDeleteVersion(site, asked)),
    on(/^PUT file\/source$/u, 'write', (asked) => answerDirectLinks(site, asked)),
    on(/^GET share$/u, 'share', (asked) => answerShareList(site, asked)),
    on(/^DELETE share\/[^/]+$/u, 'write', (asked) => answerShareDelete(site, asked)),
  ]
}

type On = (request: RegExp, kind: RequestKind, handler: Handler) => Route

/** Since 4.12; an older server knows no such route. */
function oauthRoutes(site: Site, on: On): Route[] {
  const since =
    (answer: Handler): Handler =>
    (asked) =>
      site.settings.oauth ? answer(asked) : noRoute()
  return [
    on(
      /^GET session\/oauth\/app\/[^/]+$/u,
      'oauth',
      since((asked) => answerApp(site, asked)),
    ),
    on(
      /^POST session\/oauth\/consent$/u,
      'oauth',
      since((asked) => answerConsent(site, asked)),
    ),
    on(
      /^POST session\/oauth\/token$/u,
      'oauthToken',
      since((asked) => answerOauthToken(site, asked)),
    ),
    on(
      /^DELETE session\/oauth\/grant\/[^/]+$/u,
      'oauth',
      since((asked) => answerGrantDelete(site, asked)),
    ),
  ]
}

function noRoute(): Reply {
  return bytesReply(404, 'text/plain', Buffer.from('404 page not found'))
}
