// The folder that `-o` names: made absolute, created where missing, and its troubles told as failures.

import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, type FailureKind } from '../../core/model/failure.ts'

const kinds: Readonly<Record<string, FailureKind>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENAMETOOLONG: 'name-impossible',
}

export async function prepareTargetFolder(path: string): Promise<string> {
  const folder = resolve(path)
  try {
    await mkdir(folder, { recursive: true })
    return folder
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw fail(kinds[code] ?? 'disk-denied', `${folder}: ${code}`, { cause: error })
  }
}
