// The operating system's encryption as Electron offers it. Not asked before the app is ready: Linux answers only then.

import type { SafeStorage } from 'electron'
import type { Cipher } from './os-vault.ts'

/** Undefined where there is none, and where Linux would "encrypt" with a key that everybody knows. */
export function osCipher(safeStorage: SafeStorage): Cipher | undefined {
  if (!safeStorage.isEncryptionAvailable() || backendOf(safeStorage) === 'basic_text') return undefined
  return {
    encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
    decrypt: (base64) => safeStorage.decryptString(Buffer.from(base64, 'base64')),
  }
}

/** Linux only, and not before Electron 26. */
function backendOf(safeStorage: SafeStorage): string | undefined {
  if (process.platform !== 'linux' || typeof safeStorage.getSelectedStorageBackend !== 'function')
    return undefined
  return safeStorage.getSelectedStorageBackend()
}
