// Credentials in one file that only its owner may read, each encrypted by the operating system. Where the system offers
// no encryption they are marked `plain:`; the user interface is told so by the shell. Electron's part is os-cipher.ts.

import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import type { Logger } from '../../core/ports/logger.ts'
import type { Vault } from '../../core/ports/vault.ts'
import { writeSecretFile } from './secret-file.ts'

export interface Cipher {
  /** Text in, base64 out. */
  encrypt(text: string): string
  /** Throws for what another user or another machine encrypted. */
  decrypt(base64: string): string
}

export interface OsVaultParts {
  readonly path: string
  /** Undefined where the operating system has no encryption to offer. */
  readonly cipher: Cipher | undefined
  readonly logger: Logger
}

const encryptedMark = 'os:'
const plainMark = 'plain:'
const contentShape = z.record(z.string(), z.string())
type Content = Readonly<Record<string, string>>

export async function openOsVault({ path, cipher, logger }: OsVaultParts): Promise<Vault> {
  let content = await readContent(path, logger)
  let lastWrite: Promise<void> = Promise.resolve()

  /** One write after the other, each with everything that was said before it. */
  const save = (next: Content) => {
    content = next
    lastWrite = lastWrite.catch(() => undefined).then(() => writeSecretFile(path, JSON.stringify(content)))
    return lastWrite
  }
  const seal = (secret: string) =>
    cipher === undefined ? plainMark + secret : encryptedMark + cipher.encrypt(secret)

  if (cipher !== undefined && Object.values(content).some(isPlain)) {
    await save(
      Object.fromEntries(
        Object.entries(content).map(([key, kept]) => [key, isPlain(kept) ? seal(plainText(kept)) : kept]),
      ),
    )
  }
  return {
    get: (key) => Promise.resolve(unseal(content[key], { cipher, logger })),
    set: (key, secret) => save({ ...content, [key]: seal(secret) }),
    delete: async (key) => {
      if (!Object.hasOwn(content, key)) return
      await save(Object.fromEntries(Object.entries(content).filter(([kept]) => kept !== key)))
    },
  }
}

/** What the headless host wrote into a shared profile has no mark at all. */
const isPlain = (kept: string) => !kept.startsWith(encryptedMark)
const plainText = (kept: string) => (kept.startsWith(plainMark) ? kept.slice(plainMark.length) : kept)

/** A secret that cannot be read any more is a missing one: the account asks for signing in again. */
function unseal(
  kept: string | undefined,
  parts: Pick<OsVaultParts, 'cipher' | 'logger'>,
): string | undefined {
  if (kept === undefined) return undefined
  if (isPlain(kept)) return plainText(kept)
  try {
    return parts.cipher?.decrypt(kept.slice(encryptedMark.length))
  } catch {
    parts.logger.log('warn', 'a stored credential cannot be decrypted on this system any more')
    return undefined
  }
}

/** A damaged file is set aside, so that signing in again does not destroy what somebody might still repair. */
async function readContent(path: string, logger: Logger): Promise<Content> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
  const parsed = contentShape.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  logger.log('error', 'the vault is damaged; it was set aside and accounts have to sign in again')
  await rename(path, `${path}.damaged`)
  return {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
