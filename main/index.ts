// Where the desktop program begins: which profile, whether it is the first on it, and the rules that hold before Electron
// is ready. What runs then is in run.ts.

import { join } from 'node:path'
import { app, dialog, shell } from 'electron'
import { createAddressInbox } from '../host/address-inbox.ts'
import { createFileLogger } from '../host/file-logger.ts'
import { defaultProfile, ensureProfile } from '../host/profile.ts'
import { deepLinkScheme } from '../core/model/deep-link.ts'
import { createDeskLanguage } from '../words/desk-words.ts'
import { isAddress, readCommandLine } from './command-line.ts'
import { installCrashLog } from './lifecycle/crash-log.ts'
import { startFailureWords } from './lifecycle/start-failure.ts'
import { run } from './run.ts'
import { registerPageScheme } from './security/page-protocol.ts'
import { installAppPolicy } from './security/policy.ts'
import { createForeignSessions } from './security/sign-in-policy.ts'

const appId = 'reverie.desktop'
const commandLine = readCommandLine({ args: process.argv.slice(1), env: process.env, folder: process.cwd() })
const profile = commandLine.profile ?? defaultProfile()
const inbox = createAddressInbox(commandLine.addresses)
/** Sessions of sites' own sign-in pages. */
const foreign = createForeignSessions()

// The lock belongs to the profile's folder, so the folder has to be known before the lock is asked for.
ensureProfile(profile)
app.setPath('userData', profile)
app.setPath('sessionData', join(profile, 'browser'))
if (app.requestSingleInstanceLock({ addresses: commandLine.addresses, quick: commandLine.quick })) {
  registerPageScheme()
  installAppPolicy(app, shell, foreign.has)
  // macOS hands over addresses by this event, also those that the program was started with.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (isAddress(url)) inbox.give([url])
  })
  void app.whenReady().then(start)
} else {
  app.exit(0) // the first instance shows its window, and opens what it was handed
}

async function start(): Promise<void> {
  const logger = createFileLogger(join(profile, 'log'))
  const language = createDeskLanguage(app.getPreferredSystemLanguages())
  installCrashLog(app, logger)
  app.setAppUserModelId(appId)
  // From the sources it would register Electron itself.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  try {
    await run({ ...commandLine, profile, logger, inbox, foreign, language })
  } catch (error) {
    logger.log('error', 'the program cannot start', { error: String(error) })
    const words = language.words()
    dialog.showErrorBox(words('desk.start.failed'), startFailureWords(error, words))
    app.exit(1)
  }
}
