// What the window or page in front of the command line is told about its host: no desktop, secrets in a plain file.

import type { Shell } from '../host/shell.ts'
import { appVersion } from './version.ts'

export function describeHost(): ReturnType<Shell['describe']> {
  return {
    face: 'web',
    version: appVersion(),
    platform: process.platform,
    plainVault: true,
    canOpenFiles: false,
  }
}
