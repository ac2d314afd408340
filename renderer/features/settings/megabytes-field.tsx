// A number of megabytes (10^6 bytes). Saved when the field is left, so that a figure that is half typed means nothing.

import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useWords } from '../../app/words/words.ts'

export const megabyte = 1_000_000

interface MegabytesFieldProps {
  label: string
  hint?: string
  bytes: number
  /** False where 0 means something. */
  positive?: boolean
  onSave: (bytes: number) => void
}

export function MegabytesField({ label, hint, bytes, positive = true, onSave }: MegabytesFieldProps) {
  const words = useWords()
  const [typed, setTyped] = useState(String(Math.round((bytes / megabyte) * 1000) / 1000))
  const wished = parseMegabytes(typed)
  const isWrong = wished === undefined || (positive && wished === 0)
  const commit = () => {
    if (!isWrong && wished !== bytes) onSave(wished)
  }
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...(isWrong
        ? { validationMessage: words(positive ? 'settings.limitWrong' : 'settings.numberWrong') }
        : {})}
    >
      <Input
        value={typed}
        inputMode="decimal"
        onChange={(_event, { value }) => setTyped(value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
      />
    </Field>
  )
}

/** Whole bytes; a decimal comma is fine. Undefined for what is no number, or too large for one. */
export function parseMegabytes(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return undefined
  const bytes = Math.round(Number(trimmed) * megabyte)
  return bytes <= 2 ** 50 ? bytes : undefined
}
