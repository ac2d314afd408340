// The words of a sign-in trouble for one field, or nothing where the trouble is another field's.

import { useWords } from '../../app/words/words.ts'
import type { SignInField } from './failure-field.ts'
import type { Trouble } from './sign-in-store.ts'
import { failureText } from '../../../words/sentences.ts'

export function useTroubleText(trouble: Trouble | undefined): (field: SignInField) => string | undefined {
  const words = useWords()
  return (field) => {
    if (trouble?.field !== field) return undefined
    if ('omission' in trouble) return words(`accounts.signIn.${trouble.omission}`)
    return failureText(trouble.failure.kind, words)
  }
}
