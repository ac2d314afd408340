// The one place that touches ipcMain: it decides who may speak and hands what was said to the treaty's gate. What a
// request means is decided behind that gate.

import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { createFailure } from '../../core/model/failure.ts'
import type { Subscribe } from '../../contract/channel.ts'
import type { Gate } from '../../contract/gate.ts'
import type { Outcome } from '../../contract/result.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { eventChannel, requestChannel } from './channels.ts'
import { isTrustedSender, originOf } from './sender.ts'

/** What the host answers with, once it is open. */
export interface Answering {
  readonly gate: Gate
  readonly subscribe: Subscribe
}

export interface Ipc {
  /** Requests that came before are answered now. Called once. */
  open(host: Answering): void
  close(): void
}

export interface IpcParts {
  readonly logger: Logger
  /** The pages that are ours, as of now. */
  readonly pages: () => readonly WebContents[]
  readonly trustedOrigins: readonly string[]
}

/** A refused request is answered like any other: a page that is in order can show it, and the log has it. */
const refused: Outcome<never> = { ok: false, failure: createFailure('invalid-request', 'sender') }

/** From now on pages may ask: a page is loaded while the host is still being opened. */
export function openIpc({ logger, pages, trustedOrigins }: IpcParts): Ipc {
  let opened: (host: Answering) => void = () => undefined
  const host = new Promise<Answering>((resolve) => (opened = resolve))
  let unsubscribe: () => void = () => undefined
  const isTrusted = ({ sender, senderFrame }: IpcMainInvokeEvent) =>
    isTrustedSender(
      {
        ownedWindow: pages().includes(sender),
        mainFrame: senderFrame !== null && senderFrame === sender.mainFrame,
        url: senderFrame?.url,
      },
      trustedOrigins,
    )
  ipcMain.handle(requestChannel, async (event, name: unknown, input: unknown) => {
    if (isTrusted(event)) return (await host).gate(name, input)
    logger.log('warn', 'refused a request from a foreign page', {
      origin: originOf(event.senderFrame?.url ?? '') ?? 'none',
    })
    return refused
  })
  return {
    open: (answering) => {
      unsubscribe = answering.subscribe((name, payload) => {
        for (const page of pages()) if (!page.isDestroyed()) page.send(eventChannel, name, payload)
      })
      opened(answering)
    },
    close: () => {
      unsubscribe()
      ipcMain.removeHandler(requestChannel)
    },
  }
}
