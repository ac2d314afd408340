// The session endpoints (cloudreve-api.md section 3): prepare, password, second factor, refresh, sign-out.
import { readLoginBody, readOtpBody, readRefreshBody } from './bodies.ts'
import { ApiError, bindingError, codes } from './codes.ts'
import type { Exchange } from './exchange.ts'
import { jsonReply, successReply, type Reply } from './reply.ts'
import type { Site } from './site.ts'
import { describeUser, type User } from './users.ts'

const emailShape = /^[^@\s]+@[^@\s]+$/u

export function answerPrepare(site: Site, exchange: Exchange): Reply {
  const email = exchange.query.get('email') ?? ''
  if (email === '') throw bindingError('Email cannot be empty')
  if (!emailShape.test(email)) throw bindingError('Email format error')
  if (userByEmail(site, email) === undefined) throw new ApiError(codes.notFound, 'User not found')
  return successReply({ webauthn_enabled: false, password_enabled: true })
}

export function answerLogin(site: Site, exchange: Exchange): Reply {
  const body = readLoginBody(exchange.body)
  const email = body.email ?? ''
  const password = body.password ?? ''
  if (site.settings.loginCaptcha && !isHuman(site, body.ticket ?? '', body.captcha ?? '')) {
    throw new ApiError(codes.captchaWrong, 'Captcha validation failed')
  }
  if (!emailShape.test(email)) throw bindingError('Email format error')
  if (password.length < 4 || password.length > 128) throw bindingError('Password must be 4 to 128 characters')
  const user = userByEmail(site, email)
  if (user?.password !== password)
    throw new ApiError(codes.wrongCredentials, 'Incorrect password or email address')
  if (user.status === 'banned') throw new ApiError(codes.userBanned, 'This account has been blocked')
  if (user.status === 'inactive') throw new ApiError(codes.userInactive, 'This account is not activated')
  if (user.otpSecret === undefined) return signedIn(site, user)
  return jsonReply({ code: codes.continue, data: site.sessions.beginSecondFactor(user), msg: '' })
}

/** Which field holds the answer depends on the kind (section 3.1). */
function isHuman({ settings, captchas }: Site, ticket: string, captcha: string): boolean {
  switch (settings.captchaType) {
    case 'normal':
      return captchas.redeem(ticket, captcha)
    case 'recaptcha':
      return captchas.redeemPuzzle(captcha)
    case 'turnstile':
    case 'cap':
      return captchas.redeemPuzzle(ticket)
  }
}

export function answerSecondFactor(site: Site, exchange: Exchange): Reply {
  const body = readOtpBody(exchange.body)
  const { session_id: sessionId = '', otp = '' } = body
  if (!sessionId || !otp) throw bindingError('OTP and session cannot be empty')
  return signedIn(site, site.sessions.passSecondFactor(sessionId, otp))
}

export function answerRefresh(site: Site, exchange: Exchange): Reply {
  exchange.caller()
  return successReply(site.sessions.refresh(refreshTokenOf(exchange)))
}

export function answerSignOut(site: Site, exchange: Exchange): Reply {
  exchange.caller()
  site.sessions.revoke(refreshTokenOf(exchange))
  return jsonReply({ code: codes.ok, msg: '' })
}

function refreshTokenOf(exchange: Exchange): string {
  const token = readRefreshBody(exchange.body).refresh_token ?? ''
  if (token === '') throw bindingError('RefreshToken cannot be empty')
  return token
}

function signedIn(site: Site, user: User): Reply {
  return successReply({ user: describeUser(user, site.settings), token: site.sessions.issue(user) })
}

function userByEmail(site: Site, email: string): User | undefined {
  return [...site.users.values()].find((user) => user.email.toLowerCase() === email.toLowerCase())
}
