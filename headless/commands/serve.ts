// `reverie serve`: runs the profile's queue and shows the app as a web page on this machine. Every visit begins with a
// link from this terminal.

import { InvalidArgumentError, type Command } from 'commander'
import { ProfileTaken, takeProfile } from '../../host/take-profile.ts'
import { fail } from '../../core/model/failure.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { prepareTargetFolder } from '../get/target-folder.ts'
import { createParts } from '../parts.ts'
import { ToldFailure } from '../told-failure.ts'
import { UsageError } from '../usage-error.ts'
import { builtPageFolder, listPageFiles } from '../web/page-files.ts'
import { isLoopback } from '../web/policy.ts'
import { createWebHost, type WebHost, type WebHostParts } from '../web/web-host.ts'
import { createWebShell } from '../web/web-shell.ts'

interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly output?: string
  readonly quitWhenDone?: boolean
}

const defaultPort = 8791

export function addServe(program: Command, run: Run): void {
  program
    .command('serve')
    .description('run the queue and show the app as a web page on this machine')
    .option('--port <n>', 'port of the page; 0 takes a free one', readPort, defaultPort)
    .option(
      '--host <address>',
      'address to listen on; other machines can reach anything but loopback',
      '127.0.0.1',
    )
    .option('-o, --output <folder>', 'where downloads go, instead of the folder in the settings')
    .option('--quit-when-done', 'end once the queue, which had something to do, has nothing left')
    .action((_: ServeOptions, command: Command) => {
      const options = command.optsWithGlobals<ServeOptions & GlobalOptions>()
      return run(options, (cli) => serve(cli, options))
    })
}

async function serve(cli: Cli, options: ServeOptions): Promise<ExitCode> {
  const page = await listPageFiles(builtPageFolder())
  if (page === undefined)
    throw new UsageError('The web page has not been built yet. Run “npm run build” once, then this again.')
  const fixed =
    options.output === undefined ? {} : { downloadFolder: await prepareTargetFolder(options.output) }
  const shell = createWebShell(() => parts.settings.settings().downloadFolder)
  let quit: () => void = () => undefined
  const whenDone = new Promise<void>((resolve) => (quit = resolve))
  const parts = {
    ...createParts({ profile: cli.profile, shell, fixed, local: { face: 'serve' } }),
    // A page on another machine has no say in whether this process lives.
    whenDone: { quit, byPage: false },
  }
  const host = await takeProfile(parts).catch(tellTaken)
  try {
    const { port, host: address } = options
    const web = await openDoor({ host, page, address, port, logger: parts.logger })
    host.engine.start()
    announce(cli, web, address)
    const stopListening = offerNewLinks(cli, web)
    if (options.quitWhenDone === true) host.quitWhenDone?.set(true)
    const interrupted = new Promise<void>((resolve) => cli.interruption.onInterrupt(resolve))
    await Promise.race([interrupted, whenDone])
    stopListening()
    cli.output.report(
      host.engine.queue.hasWork()
        ? 'Closing; unfinished downloads go on at the next start.'
        : 'Closing; nothing is left to do.',
    )
    await web.close()
    return exitCodes.done
  } finally {
    await host.close()
  }
}

function tellTaken(error: unknown): never {
  if (!(error instanceof ProfileTaken)) throw error
  const who = error.by === 'desktop' ? 'The app' : 'Another Reverie'
  throw new ToldFailure(error, {
    happened: `${who} runs on this profile already.`,
    helps: 'Close it first, or use another profile with --profile <folder>.',
  })
}

async function openDoor(parts: WebHostParts): Promise<WebHost> {
  try {
    return await createWebHost(parts)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    if (code === 'EADDRINUSE')
      throw new UsageError(
        `Port ${parts.port} is taken by another program. Choose another with --port, or 0 for any.`,
      )
    if (code === 'EACCES')
      throw new UsageError(`Port ${parts.port} may not be used. Choose one above 1023 with --port.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(
        `“${parts.address}” is no address of this machine. Leave --host out to use 127.0.0.1.`,
      )
    throw fail('illegal-state', code, { cause: error })
  }
}

function announce(cli: Cli, web: WebHost, address: string): void {
  const url = web.newAddress()
  cli.output.result(`Open ${url}`)
  cli.output.emit({ event: 'listening', origin: web.origin, url })
  cli.output.report('The link opens one browser, once. Press Enter for a new one, Ctrl-C to stop.')
  if (!isLoopback(address))
    cli.output.problem(
      `Other machines can reach this page, and what they exchange with it is not encrypted. Use it in networks you trust only.`,
    )
}

/** Enter on the terminal prints another link. */
function offerNewLinks(cli: Cli, web: WebHost): () => void {
  return cli.asker.onEnter(() => {
    const url = web.newAddress()
    cli.output.result(`Open ${url}`)
    cli.output.emit({ event: 'link', url })
  })
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Write a port from 0 to 65535.')
  return port
}
