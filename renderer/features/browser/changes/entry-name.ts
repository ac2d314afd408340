// What the site takes for a name (cloudreve-api.md section 1.5): said while one types, before it is asked.

import type { WordKey } from '../../../app/words/words.ts'

const forbidden = /[\\/:*?"<>|]/

/** Undefined where the name will do. */
export function nameTrouble(name: string): WordKey | undefined {
  if (name.trim() === '') return 'changes.nameMissing'
  if (forbidden.test(name) || name === '.' || name === '..') return 'changes.nameWrong'
  return new TextEncoder().encode(name).length > 255 ? 'changes.nameLong' : undefined
}

/** How much of a name is in front of its ending: what one wants to change. */
export function stemLength(name: string): number {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name.length : dot
}
