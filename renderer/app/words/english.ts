// The English catalogue, put together from one file per room. Other languages have the same shape.

import { accounts } from './english/accounts.ts'
import { browser } from './english/browser.ts'
import { failures } from './english/failures.ts'
import { queue } from './english/queue.ts'
import { settings } from './english/settings.ts'
import { shell } from './english/shell.ts'

export const english = { accounts, browser, failure: failures, queue, settings, shell } as const
