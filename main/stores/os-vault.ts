// Credentials in one file that only its owner may read, each encrypted by the operating system. Where the system offers
// no encryption they are marked `plain:`; the user interface is told so by the shell. Electron's part is os-cipher.ts.

import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Logger } from '../../core/ports/logger.ts'
import type { Vault } from '../../core/ports/vault.ts'
import { inFileTurn } from '../../host/file-turn.ts'
import { writeSecretFile } from '../../host/secret-file.ts'
import { setAside } from '../../host/set-aside.ts'

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

/** The file is read anew each time: a command on the command line may have written it meanwhile. */
export function createOsVault(parts: OsVaultParts): Vault {
  const { path, cipher } = parts
  let lastChange: Promise<unknown> = Promise.resolve()

  /** One change after the other, each on what the file holds then. */
  const change = (edit: (content: Content) => Content): Promise<void> => {
    const write = async () => {
      const edited = sealPlain(edit(await readContent(parts)), cipher)
      await writeSecretFile(path, JSON.stringify(edited))
    }
    const next = lastChange.then(() => inFileTurn(path, write))
    lastChange = next.catch(() => undefined)
    return next
  }
  return {
    get: async (key) => unseal((await readContent(parts))[key], parts),
    set: (key, secret) => change((content) => ({ ...content, [key]: plainMark + secret })),
    delete: (key) =>
      change((content) => Object.fromEntries(Object.entries(content).filter(([kept]) => kept !== key))),
  }
}

/** Every write seals whatever is still plain, also what the headless host or a time without encryption left. */
function sealPlain(content: Content, cipher: Cipher | undefined): Content {
  if (cipher === undefined) return content
  const seal = (kept: string) => (isPlain(kept) ? encryptedMark + cipher.encrypt(plainText(kept)) : kept)
  return Object.fromEntries(Object.entries(content).map(([key, kept]) => [key, seal(kept)]))
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
async function readContent({ path, logger }: OsVaultParts): Promise<Content> {
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
  setAside(path)
  return {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
