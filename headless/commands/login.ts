// `reverie login`: password, one-time code and picture captcha, asked on a terminal or given by a script; or the page of the
// site. Secrets come from a hidden question or the standard input, never from an argument or the environment.

import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import type { AccountsApi, PasswordSignIn, SignInStep } from '../../core/engine-api.ts'
import type { Account } from '../../core/model/account.ts'
import { fail, TransferError } from '../../core/model/failure.ts'
import { parseSite, typedShareLink } from '../../core/model/share-link.ts'
import { openAccounts } from '../../host/session-only.ts'
import { finishInBrowser } from '../browser-login.ts'
import { removeOldPictures, savePicture } from '../captcha-picture.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { inOwnWords, type OwnWords } from '../told-failure.ts'
import { chooseAccount } from '../remote-name.ts'
import { repeatable } from '../repeatable.ts'
import { UsageError } from '../usage-error.ts'
import { addWayOptions, applyWay, certificateText, type WayOptions } from '../way-options.ts'

interface LoginOptions extends WayOptions {
  readonly email?: string
  readonly browser?: boolean
  readonly clientId?: string
  readonly clientSecretStdin?: boolean
  readonly redirect?: string
  readonly scopes?: string
  readonly passwordStdin?: boolean
  readonly otp?: string
  readonly captcha?: string
  readonly captchaTicket?: string
}

const checkSite = 'Check the address and the network, then sign in again.'
/** There is nothing yet that could go on by itself. */
const loginWords: OwnWords = {
  network: { happened: 'The site could not be reached.', helps: checkSite },
  timeout: { happened: 'The site did not answer in time.', helps: checkSite },
  offline: { happened: 'This machine is offline.', helps: 'Connect to the network, then sign in again.' },
  'server-busy': { happened: 'The server is busy.', helps: 'Sign in again in a moment.' },
  'site-maintenance': {
    happened: 'The site is closed for maintenance.',
    helps: 'Sign in again when it is back.',
  },
}

export function addLogin(program: Command, run: Run): void {
  const login = program
    .command('login')
    .description('sign in to a site')
    .argument('<site>', 'address of the site, as in a web browser')
    .option('--email <e-mail>', 'e-mail address of the account')
    .option('--password-stdin', 'read the password from the standard input instead of asking')
    .option('--otp <code>', 'one-time code, for accounts that ask for it')
    .option('--captcha <text>', 'text of the picture, where the site asks for it')
    .option('--captcha-ticket <ticket>', 'ticket that came with that picture')
    .option('--browser', 'sign in on the page of the site: for passkeys, and puzzles of the web')
    .option('--client-id <id>', 'a client that the administrator of the site has registered')
    .option('--client-secret-stdin', 'read its secret from the standard input')
    .option('--redirect <address>', 'its redirect address, exactly as registered')
    .option('--scopes <scopes>', 'its scopes, separated by blanks')
  addWayOptions(login).action((site: string, _: LoginOptions, command: Command) => {
    const options = command.optsWithGlobals<LoginOptions & GlobalOptions>()
    return run(options, (cli) => inOwnWords(signIn(cli, site, options), loginWords))
  })
}

async function signIn(cli: Cli, address: string, options: LoginOptions): Promise<ExitCode> {
  // Not repeated: its password may be in it.
  if (typedShareLink(address) !== undefined)
    throw new UsageError(
      'This is a share link; it needs no sign-in. Look into it with: reverie ls <link>. Download it with: reverie get <link>.',
    )
  const site = parseSite(address)
  if (site === undefined)
    throw new UsageError(
      `“${repeatable(address)}” is not the address of a site. Write it as in a browser: https://cloud.example.org`,
    )
  checkOptions(cli, options)
  await removeOldPictures()
  const session = openAccounts(createParts({ profile: cli.profile }))
  const { accounts } = session
  const target = { kind: 'site', site } as const
  try {
    await applyWay(cli, accounts, { target, chosen: options })
    const accountId = accountIdOf(cli, accounts)
    const way = { cli, accounts, site, accountId, options }
    const account = await (options.browser === true ? byBrowser(way) : byPassword(way))
    reportAccount(cli, account)
    return exitCodes.done
  } catch (error) {
    if (error instanceof TransferError && error.failure.kind === 'certificate-rejected')
      await tellCertificate(cli, accounts, site)
    throw error
  } finally {
    session.close()
  }
}

function checkOptions(cli: Cli, options: LoginOptions): void {
  if (options.browser === true) {
    if ((options.clientId === undefined) !== (options.redirect === undefined))
      throw new UsageError(
        'A client needs its redirect address, and the other way round. Give both --client-id and --redirect.',
      )
    return
  }
  if (options.email === undefined)
    throw new UsageError(
      'It is not said who signs in. Give --email <e-mail>, or --browser for the page of the site.',
    )
  if (options.passwordStdin !== true && !cli.asker.canAsk)
    throw new UsageError(
      'There is no terminal to ask for the password on. Give it on the standard input with --password-stdin.',
    )
}

/** Named with --account: signing in again, and another user is refused. */
function accountIdOf(cli: Cli, accounts: AccountsApi): string | undefined {
  return cli.account === undefined ? undefined : chooseAccount(cli, accounts).id
}

interface Signing {
  readonly cli: Cli
  readonly accounts: AccountsApi
  readonly site: string
  readonly accountId: string | undefined
  readonly options: LoginOptions
}

async function byPassword({ cli, accounts, site, accountId, options }: Signing): Promise<Account> {
  const { email = '' } = options
  const description = await accounts.describeSite(site)
  if (description.captcha === 'unsupported') throw fail('captcha-unsupported')
  const captcha =
    description.captcha === 'picture' ? await answerCaptcha(cli, accounts, { site, options }) : undefined
  const password =
    options.passwordStdin === true
      ? await cli.asker.readSecret()
      : await cli.asker.askHidden(`Password of ${email}:`)
  const request: PasswordSignIn = { site, email, password, accountId, ...(captcha && { captcha }) }
  const step = await accounts.signIn(request)
  return finishSignIn(cli, accounts, { step, otp: options.otp })
}

async function byBrowser({ cli, accounts, site, accountId, options }: Signing): Promise<Account> {
  const { clientId, redirect: redirectUri, scopes } = options
  const own =
    clientId === undefined || redirectUri === undefined
      ? undefined
      : { clientId, redirectUri, scopes, secret: await readClientSecret(cli, options) }
  const flow = await accounts.beginBrowser({ site, accountId, client: own })
  return finishInBrowser(cli, accounts, flow)
}

/** Not every client has one. */
async function readClientSecret(cli: Cli, { clientSecretStdin }: LoginOptions): Promise<string> {
  if (clientSecretStdin === true) return cli.asker.readSecret()
  return cli.asker.canAsk ? cli.asker.askHidden('Secret of the client:') : ''
}

async function tellCertificate(cli: Cli, accounts: AccountsApi, site: string): Promise<void> {
  try {
    const certificate = await accounts.options.certificate({ kind: 'site', site })
    cli.output.problem(certificateText(certificate))
    cli.output.emit({ event: 'certificate', ...certificate })
  } catch (error) {
    // Then there is nothing to show; the failure itself is told.
    if (!(error instanceof TransferError)) throw error
  }
}

async function finishSignIn(
  cli: Cli,
  accounts: AccountsApi,
  { step, otp }: { step: SignInStep; otp: string | undefined },
): Promise<Account> {
  if (step.step === 'done') return step.account
  if (otp === undefined && !cli.asker.canAsk) throw fail('otp-required')
  const answered = await accounts.answerOtp(
    step.challenge,
    otp ?? (await cli.asker.ask('One-time code:')).trim(),
  )
  if (answered.step === 'otp') throw fail('otp-wrong')
  return answered.account
}

async function answerCaptcha(
  cli: Cli,
  accounts: AccountsApi,
  { site, options }: { site: string; options: LoginOptions },
): Promise<NonNullable<PasswordSignIn['captcha']>> {
  if (options.captcha !== undefined && options.captchaTicket !== undefined)
    return { answer: options.captcha, ticket: options.captchaTicket }
  const captcha = await accounts.captcha(site)
  const path = await savePicture(captcha)
  cli.output.emit({ event: 'captcha', path, ticket: captcha.ticket })
  if (!cli.asker.canAsk || cli.output.json) {
    cli.output.result(`Picture: ${path}`)
    cli.output.result(`Ticket: ${captcha.ticket}`)
    throw fail('captcha-required')
  }
  cli.output.report(`The site asks for the text of a picture: open ${path}`)
  try {
    return { answer: (await cli.asker.ask('Text of the picture:')).trim(), ticket: captcha.ticket }
  } finally {
    await rm(dirname(path), { recursive: true, force: true })
  }
}

function reportAccount(cli: Cli, account: Account): void {
  cli.output.report(
    `Signed in to ${account.siteTitle || account.site} as ${account.nickname || account.email}.`,
  )
  cli.output.emit({
    event: 'signed-in',
    account: account.id,
    site: account.site,
    email: account.email,
    name: account.nickname,
  })
}
