// Notifications of the system by Electron. A click leads to the window; the buttons are there where the system has some.

import type { Notification as SystemNotification, NotificationConstructorOptions } from 'electron'
import type { DeskWords } from '../../words/desk-words.ts'
import type { NoticeWords } from './words.ts'

export interface SystemNoticeParts {
  /** Electron's own. */
  readonly notification: {
    new (options: NotificationConstructorOptions): SystemNotification
    isSupported(): boolean
  }
  readonly words: () => DeskWords
  readonly open: (transferId: string) => void
  readonly reveal: (words: NoticeWords) => void
  readonly look: () => void
}

export function createSystemNotices(parts: SystemNoticeParts): (words: NoticeWords) => void {
  /** Electron forgets what nobody holds, and its clicks with it. */
  const shown = new Set<SystemNotification>()
  return (words) => {
    if (!parts.notification.isSupported()) return
    const buttons = buttonsOf(words, parts)
    const notice = new parts.notification({
      title: words.title,
      body: words.body,
      actions: buttons.map(({ text }) => ({ type: 'button', text })),
    })
    const forget = () => shown.delete(notice)
    shown.add(notice)
    notice.on('click', () => {
      parts.look()
      forget()
    })
    notice.on('action', (_event, index) => buttons[index]?.run())
    notice.on('close', forget)
    notice.on('failed', forget)
    notice.show()
  }
}

function buttonsOf(notice: NoticeWords, { open, reveal, words }: SystemNoticeParts) {
  const { transferId, batchId } = notice
  const say = words()
  return [
    ...(transferId === undefined ? [] : [{ text: say('activity.action.open'), run: () => open(transferId) }]),
    ...(batchId === undefined ? [] : [{ text: say('activity.action.reveal'), run: () => reveal(notice) }]),
  ]
}
