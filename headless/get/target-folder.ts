// The folder that `-o` names: made absolute, created where missing, and its troubles told as failures. Made level by
// level: Node's own recursive mkdir never comes back where a file system says that what is there is not (as /proc does).

import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fail, type FailureKind } from '../../core/model/failure.ts'

const kinds: Readonly<Record<string, FailureKind>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENAMETOOLONG: 'name-impossible',
}

export async function prepareTargetFolder(path: string): Promise<string> {
  const folder = resolve(path)
  try {
    await makeFolder(folder)
    return folder
  } catch (error) {
    const code = codeOf(error)
    throw fail(kinds[code] ?? 'disk-denied', `${folder}: ${code}`, { cause: error })
  }
}

async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) await makeFolder(parent)
  try {
    await mkdir(folder)
  } catch (error) {
    // Somebody else may have made it at the same moment.
    if (codeOf(error) !== 'EEXIST' || !(await isFolder(folder))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
