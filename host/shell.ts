// What differs between the faces: dialogs and the desktop around the process. Implemented by main (Electron) and by the
// headless host.

import type { HostView } from '../contract/views.ts'
import type { SignInPage } from '../core/engine-api.ts'

export interface Shell {
  describe(): HostView
  /** Something of the description is new; absent where that cannot be. */
  onChanged?(listener: () => void): () => void
  /** Absolute path, or undefined when the user thought better of it. `wish` is a path below the download folder. */
  pickFolder(wish: string | undefined): Promise<string | undefined>
  /** Where a new file of this name may be written; undefined when the user thought better of it. */
  pickFile(name: string): Promise<string | undefined>
  /** Puts a file where it can be brought back from; absent where the system has no such place. */
  trash?(path: string): Promise<void>
  openFile(path: string): Promise<void>
  /**
   * Shows the page of a site in a window of its own until it ends at the redirect; resolves with that address, or undefined
   * when the window was closed, or is closed by the signal. Fails `sign-in-late`. Absent where the host has no windows.
   */
  showSignIn?(page: SignInPage, signal: AbortSignal): Promise<string | undefined>
  /** Shows the file, or the folder, in the system's file manager. */
  reveal(path: string): Promise<void>
}
