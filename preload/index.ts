// Puts `window.reverie` on the page. Runs sandboxed, as one file; all it can do is carry the treaty.

import { contextBridge, ipcRenderer } from 'electron'
import { createBridge } from './bridge.ts'

/** Filled in by the build from contract/requests.ts and main/ipc/channels.ts. */
declare const __TREATY__: {
  readonly requests: readonly string[]
  readonly events: readonly string[]
  readonly requestChannel: string
  readonly eventChannel: string
}
const { requestChannel, eventChannel, ...known } = __TREATY__

contextBridge.exposeInMainWorld(
  'reverie',
  createBridge(
    {
      invoke: (name, input) => ipcRenderer.invoke(requestChannel, name, input),
      listen: (listener) => {
        ipcRenderer.on(eventChannel, (_event, name: unknown, payload: unknown) => listener(name, payload))
      },
    },
    known,
  ),
)
