// Which remote entries a pair's rules leave in, and why the others are left out. Pure; ignore lines have gitignore's
// meaning and are judged by the library `ignore` on remote names.

import ignore from 'ignore'
import type { Entry } from '../model/entry.ts'
import { splitExtension } from '../model/conflict.ts'
import type { PlanReason, SyncRules } from '../model/sync.ts'

/** Our own folders in the pair's folder: a remote entry of that name would end up in them. */
export const ownFolder = '.reverie-sync'
export const trashFolder = '.reverie-trash'

export interface Wanted {
  /** Undefined: it is wanted. `folders` are the remote names above it, below the pair's folder. */
  whyNot(entry: Entry, folders: readonly string[]): PlanReason | undefined
}

/** The library remembers every path that it judged. */
const pathsRemembered = 50_000

export function createWanted(rules: SyncRules): Wanted {
  const lines = createIgnored(rules.ignore)
  return {
    whyNot: (entry, folders) => {
      const path = [...folders, entry.name].join('/')
      if (folders.length === 0 && isOwnName(entry.name)) return 'reserved-name'
      if (entry.kind === 'folder' && entry.shortcut) return 'shortcut'
      if (!isTicked(rules, path, entry.kind)) return 'not-ticked'
      if (lines(entry.kind === 'folder' ? `${path}/` : path)) return 'ignored'
      return entry.kind === 'file' ? whyNotFile(rules, entry) : undefined
    },
  }
}

function createIgnored(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false
  const make = () => ignore({ ignorecase: false, allowRelativePaths: true }).add([...patterns])
  let lines = make()
  let judged = 0
  return (path) => {
    judged += 1
    if (judged % pathsRemembered === 0) lines = make()
    return lines.ignores(path)
  }
}

/** Case-blind: on some volumes another spelling is the same folder. */
function isOwnName(name: string): boolean {
  const plain = name.normalize('NFC').toLowerCase()
  return plain === ownFolder || plain === trashFolder
}

function isTicked({ only, except }: SyncRules, path: string, kind: Entry['kind']): boolean {
  if (except.some((one) => isWithin(path, one))) return false
  if (only.length === 0 || only.some((one) => isWithin(path, one))) return true
  // On the way to a ticked folder.
  return kind === 'folder' && only.some((one) => isWithin(one, path))
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function whyNotFile(rules: SyncRules, entry: Entry & { kind: 'file' }): PlanReason | undefined {
  if (entry.uploading) return 'uploading'
  const { minBytes, maxBytes, extensions } = rules
  if (maxBytes !== undefined && entry.sizeBytes > maxBytes) return 'too-large'
  if (minBytes !== undefined && entry.sizeBytes < minBytes) return 'too-small'
  const extension = splitExtension(entry.name).extension.toLowerCase()
  const isOther = extensions.length > 0 && !extensions.some((one) => extension.endsWith(`.${one}`))
  return isOther ? 'other-type' : undefined
}
