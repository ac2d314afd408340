// The vault of the headless host: a file that only its owner can read. What the app sealed with the operating system's
// key in the same file is left alone and counts as missing here.

import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { fail } from '../core/model/failure.ts'
import type { Vault } from '../core/ports/vault.ts'
import { inFileTurn } from './file-turn.ts'
import { writeSecretFile } from './secret-file.ts'

const shape = z.record(z.string(), z.string())
const sealed = 'os:'
const plain = 'plain:'

export function createFileVault(path: string): Vault {
  let turn: Promise<unknown> = Promise.resolve()
  /** One change after the other, each on what the file holds then: another process may write too. */
  const change = (edit: (secrets: Record<string, string>) => void): Promise<void> => {
    const write = async () => {
      const secrets = await readSecrets(path)
      edit(secrets)
      await writeSecretFile(path, JSON.stringify(secrets))
    }
    const next = turn.then(() => inFileTurn(path, write))
    turn = next.catch(() => undefined)
    return next
  }
  return {
    get: async (key) => {
      const value = (await readSecrets(path))[key]
      if (value === undefined || value.startsWith(sealed)) return undefined
      return value.startsWith(plain) ? value.slice(plain.length) : value
    },
    set: (key, secret) => change((secrets) => void (secrets[key] = plain + secret)),
    delete: (key) => change((secrets) => void delete secrets[key]),
  }
}

async function readSecrets(path: string): Promise<Record<string, string>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
  const parsed = shape.safeParse(parseJson(text))
  // Writing on would destroy what may still be saved by hand.
  if (!parsed.success) throw fail('illegal-state', `${path} is damaged: move it away and sign in again`)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the shape's check names it.
    return undefined
  }
}
