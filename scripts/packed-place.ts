// Where electron-builder leaves what it packs.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'

/** The stand-in's packages are kept apart from those for people. */
export const packedOutput = (standIn: boolean) => join(root, 'release', standIn ? 'stand-in' : '')

/** The executable in the folder for this system and processor; undefined where nothing was packed yet. */
export function packedProgram(output: string): string | undefined {
  const { arch } = process
  const places = {
    linux: [arch === 'x64' ? 'linux-unpacked/reverie' : `linux-${arch}-unpacked/reverie`],
    win32: [arch === 'x64' ? 'win-unpacked/Reverie.exe' : `win-${arch}-unpacked/Reverie.exe`],
    darwin: [`mac-${arch}`, 'mac', 'mac-universal'].map((one) => `${one}/Reverie.app/Contents/MacOS/Reverie`),
  }[process.platform as 'linux' | 'win32' | 'darwin']
  return places.map((path) => join(output, path)).find((path) => existsSync(path))
}
