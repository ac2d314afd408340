// What differs between the faces: dialogs and the desktop around the process. Implemented by main (Electron) and by the
// headless host.

import type { HostView } from '../contract/views.ts'

export interface Shell {
  describe(): HostView
  /** Absolute path, or undefined when the user thought better of it. `wish` is a path below the download folder. */
  pickFolder(wish: string | undefined): Promise<string | undefined>
  /** Where a new file of this name may be written; undefined when the user thought better of it. */
  pickFile(name: string): Promise<string | undefined>
  openFile(path: string): Promise<void>
  /** Shows the file, or the folder, in the system's file manager. */
  reveal(path: string): Promise<void>
}
