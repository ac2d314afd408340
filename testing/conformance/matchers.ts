// Vitest's loose matchers with honest types: the library declares them as `any`.
import { expect } from 'vitest'

export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}

export function anyOf(type: NumberConstructor | BooleanConstructor): unknown {
  return expect.any(type)
}
