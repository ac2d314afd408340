// Declares the pages' own scheme to Electron. What is served under it is serve-pages.ts.

import { protocol } from 'electron'
import { schemePrivileges } from './app-scheme.ts'

/** Before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([schemePrivileges])
}
