// Words for a start that failed before there was a window to say them in.

import { NewerSchemaError } from '../../core/store/migrations.ts'
import { ProfileTaken } from '../../host/take-profile.ts'
import type { DeskWords } from '../../words/desk-words.ts'

export function startFailureWords(error: unknown, words: DeskWords): string {
  if (error instanceof ProfileTaken) return takenWords(error, words)
  if (error instanceof Error && error.cause instanceof NewerSchemaError) return words('desk.start.newer')
  const detail = error instanceof Error ? error.message : String(error)
  return `${detail}\n\n${words('desk.start.log')}`
}

export function takenWords({ by }: ProfileTaken, words: DeskWords): string {
  return words(`desk.start.takenBy.${by === 'serve' || by === 'desktop' ? by : 'other'}`)
}
