// Sentences one after the other: with a space between them, or without one where the script has none.

import type { FailureKind } from '../core/model/failure.ts'
import type { Saying } from './saying.ts'

/** Empty ones are left out. */
export function inARow(sentences: readonly string[], { locale }: Pick<Saying<never>, 'locale'>): string {
  return sentences.filter((sentence) => sentence !== '').join(/^(zh|ja)\b/.test(locale) ? '' : ' ')
}

/** Names or facts side by side, with the comma of the script. */
export function listed(parts: readonly string[], { locale }: Pick<Saying<never>, 'locale'>): string {
  const comma = /^(zh|ja)\b/.test(locale) ? '、' : /^ar\b/.test(locale) ? '، ' : ', '
  return parts.join(comma)
}

type FailureSayings = Saying<`failure.${FailureKind}.what` | `failure.${FailureKind}.help`>

/** What happened, and what helps. */
export function failureText(kind: FailureKind, words: FailureSayings): string {
  return inARow([words(`failure.${kind}.what`), words(`failure.${kind}.help`)], words)
}
