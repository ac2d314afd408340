// What somebody enters about a pair, what of it is wrong, and the rules it comes to. Pure; words are made by the form.

import type { RulesInput } from '../../../../contract/sync-treaty.ts'
import type { MassGuard, SyncMode, SyncRules } from '../../../../core/model/sync.ts'
import type { Ticks } from './ticks.ts'

export interface PairForm {
  readonly mode: SyncMode
  readonly ticks: Ticks
  /** Lines in gitignore's syntax. */
  readonly ignore: string
  /** Megabytes, as typed; empty: no bound. */
  readonly minSize: string
  readonly maxSize: string
  /** Separated by commas or spaces; empty: all. */
  readonly extensions: string
  readonly guardFiles: string
  /** Percent. */
  readonly guardShare: string
}

export type FormField = 'ticks' | 'minSize' | 'maxSize' | 'extensions' | 'guardFiles' | 'guardShare'
export type FormTrouble = 'needTicks' | 'wrongNumber' | 'wrongBounds' | 'wrongExtension'
export type FormTroubles = Partial<Readonly<Record<FormField, FormTrouble>>>

const megabyte = 1_000_000

export function formOf({
  mode,
  rules,
  guard,
}: {
  mode: SyncMode
  rules: SyncRules
  guard: MassGuard
}): PairForm {
  const size = (bytes: number | undefined) => (bytes === undefined ? '' : String(bytes / megabyte))
  return {
    mode,
    ticks: { only: rules.only.length === 0 ? undefined : rules.only, except: rules.except },
    ignore: rules.ignore.join('\n'),
    minSize: size(rules.minBytes),
    maxSize: size(rules.maxBytes),
    extensions: rules.extensions.join(', '),
    guardFiles: String(guard.files),
    guardShare: String(Math.round(guard.share * 1_000) / 10),
  }
}

export function troublesOf(form: PairForm): FormTroubles {
  const [min, max] = [numberOf(form.minSize), numberOf(form.maxSize)]
  const numbers = ['minSize', 'maxSize', 'guardFiles', 'guardShare'] as const
  const wrong = numbers.filter((field) => Number.isNaN(numberOf(form[field]) ?? 0))
  return {
    ...(form.ticks.only?.length === 0 ? { ticks: 'needTicks' } : {}),
    ...Object.fromEntries(wrong.map((field) => [field, 'wrongNumber'])),
    ...(min !== undefined && max !== undefined && min > max ? { maxSize: 'wrongBounds' } : {}),
    ...(endingsOf(form.extensions).every((one) => /^[^./\\]{1,32}$/.test(one))
      ? {}
      : { extensions: 'wrongExtension' }),
  }
}

/** Of a form without troubles. */
export function rulesOf({ ticks, ignore, minSize, maxSize, extensions }: PairForm): RulesInput {
  const bytes = (text: string) => {
    const number = numberOf(text)
    return number === undefined || Number.isNaN(number) ? undefined : Math.round(number * megabyte)
  }
  const [minBytes, maxBytes] = [bytes(minSize), bytes(maxSize)]
  return {
    only: [...(ticks.only ?? [])],
    except: [...ticks.except],
    ignore: ignore.split(/\r?\n/).filter((line) => line.trim() !== ''),
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    extensions: endingsOf(extensions),
  }
}

export function guardOf({ guardFiles, guardShare }: PairForm): MassGuard {
  return {
    files: Math.round(numberOf(guardFiles) ?? 0),
    share: Math.min(1, (numberOf(guardShare) ?? 0) / 100),
  }
}

/** Whether the rules leave anything out at all. */
export function leavesOut(rules: RulesInput): boolean {
  const lists = [rules.only, rules.except, rules.ignore, rules.extensions]
  return (
    lists.some(({ length }) => length > 0) || rules.minBytes !== undefined || rules.maxBytes !== undefined
  )
}

/** Undefined where nothing was entered, NaN where it is no number. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return undefined
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN
}

function endingsOf(text: string): string[] {
  const endings = text.split(/[\s,;]+/).map((one) => one.replace(/^\*?\./, '').toLowerCase())
  return [...new Set(endings.filter((one) => one !== ''))]
}
