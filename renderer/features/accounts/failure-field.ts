// Beside which field a failure is told: where the user can mend it. What belongs to no field is told above the button.

import type { FailureKind } from '../../../core/model/failure.ts'

export type SignInField = 'site' | 'email' | 'password' | 'captcha' | 'otp' | 'form'

const fields: Partial<Record<FailureKind, SignInField>> = {
  'not-cloudreve': 'site',
  'certificate-rejected': 'site',
  'captcha-unsupported': 'site',
  network: 'site',
  timeout: 'site',
  'wrong-credentials': 'password',
  'captcha-required': 'captcha',
  'captcha-wrong': 'captcha',
  'otp-required': 'otp',
  'otp-wrong': 'otp',
}

export function failureField(kind: FailureKind, step: 'credentials' | 'otp'): SignInField {
  const field = fields[kind] ?? 'form'
  const shown: readonly SignInField[] =
    step === 'otp' ? ['otp', 'form'] : ['site', 'email', 'password', 'captcha', 'form']
  return shown.includes(field) ? field : 'form'
}
