// The result codes the fake answers with, as cloudreve-api.md section 1.3 lists them, and the error that carries one.
// Not a table of every code the real server knows: only those a download client can meet here.

export const codes = {
  ok: 0,
  internal: -1,
  continue: 203,
  loginRequired: 401,
  forbidden: 403,
  notFound: 404,
  badParameter: 40001,
  objectExists: 40004,
  sourceBatchTooLarge: 40014,
  lockConflict: 40073,
  signatureExpired: 40005,
  groupNotAllowed: 40007,
  pathNotFound: 40016,
  userBanned: 40017,
  userInactive: 40018,
  featureOff: 40019,
  credentialInvalid: 40020,
  wrongOtp: 40022,
  captchaWrong: 40026,
  fileTooLarge: 40049,
  illegalName: 40052,
  sharePassword: 40069,
  signatureInvalid: 40071,
  batchTooLarge: 40074,
  staleVersion: 40076,
  entityGone: 40077,
  wrongCredentials: 40080,
  notFullySuccess: 40081,
  ownerOnly: 40082,
  anonymousShare: 40088,
  database: 50001,
} as const

export interface AggregatedItem {
  code: number
  msg: string
}

export interface ApiErrorDetails {
  /** What comes beside the error: locks, or what was done all the same. */
  data?: unknown
  aggregated?: Record<string, AggregatedItem>
  /** Binding errors are answered before the correlation id is known (section 1.1). */
  uncorrelated?: boolean
}

export class ApiError extends Error {
  readonly code: number
  readonly details: ApiErrorDetails

  constructor(code: number, message: string, details: ApiErrorDetails = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** A request the server could not even bind: 40001 without a correlation id. */
export function bindingError(message: string): ApiError {
  return new ApiError(codes.badParameter, message, { uncorrelated: true })
}
