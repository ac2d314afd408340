// The user interface's way to the host, and whether it is there right now. What carries it (Electron's preload, a
// WebSocket, the fake) is chosen in pick-connection.ts.

import type { Bridge } from '../../contract/treaty.ts'

export type ConnectionView =
  | { readonly status: 'opening' }
  | { readonly status: 'open' }
  /** `tries` counts failed attempts since it was lost. */
  | { readonly status: 'lost'; readonly tries: number }

export interface Connection {
  readonly bridge: Bridge
  view(): ConnectionView
  onChanged(listener: () => void): () => void
  /** The host may be another process now: revisions start anew, every snapshot has to be asked for again. */
  onReopened(listener: () => void): () => void
  dispose(): void
}

/** For a bridge that lives as long as the page does. */
export function permanentConnection(bridge: Bridge): Connection {
  const view: ConnectionView = { status: 'open' }
  const nothing = () => undefined
  return {
    bridge,
    view: () => view,
    onChanged: () => nothing,
    onReopened: () => nothing,
    dispose: nothing,
  }
}
