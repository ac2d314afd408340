// `reverie login`: password, one-time code and picture captcha, asked on a terminal or given by a script. The password
// comes from a hidden question or the standard input, never from an argument or the environment.

import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import type { AccountsApi, PasswordSignIn, SignInStep } from '../../core/engine-api.ts'
import type { Account } from '../../core/model/account.ts'
import { fail } from '../../core/model/failure.ts'
import { parseSite } from '../../core/model/share-link.ts'
import { openAccounts } from '../../host/session-only.ts'
import { removeOldPictures, savePicture } from '../captcha-picture.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { inOwnWords, type OwnWords } from '../told-failure.ts'
import { repeatable } from '../repeatable.ts'
import { UsageError } from '../usage-error.ts'

interface LoginOptions {
  readonly email: string
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
  program
    .command('login')
    .description('sign in to a site')
    .argument('<site>', 'address of the site, as in a web browser')
    .requiredOption('--email <e-mail>', 'e-mail address of the account')
    .option('--password-stdin', 'read the password from the standard input instead of asking')
    .option('--otp <code>', 'one-time code, for accounts that ask for it')
    .option('--captcha <text>', 'text of the picture, where the site asks for it')
    .option('--captcha-ticket <ticket>', 'ticket that came with that picture')
    .action((site: string, _: LoginOptions, command: Command) => {
      const options = command.optsWithGlobals<LoginOptions & GlobalOptions>()
      return run(options, (cli) => inOwnWords(login(cli, site, options), loginWords))
    })
}

async function login(cli: Cli, address: string, options: LoginOptions): Promise<ExitCode> {
  const site = parseSite(address)
  if (site === undefined)
    throw new UsageError(
      `“${repeatable(address)}” is not the address of a site. Write it as in a browser: https://cloud.example.org`,
    )
  if (options.passwordStdin !== true && !cli.asker.canAsk)
    throw new UsageError(
      'There is no terminal to ask for the password on. Give it on the standard input with --password-stdin.',
    )
  await removeOldPictures()
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    const description = await session.accounts.describeSite(site)
    if (description.captcha === 'unsupported') throw fail('captcha-unsupported')
    const captcha =
      description.captcha === 'picture'
        ? await answerCaptcha(cli, session.accounts, { site, options })
        : undefined
    const password =
      options.passwordStdin === true
        ? await cli.asker.readSecret()
        : await cli.asker.askHidden(`Password of ${options.email}:`)
    const request: PasswordSignIn = { site, email: options.email, password, ...(captcha && { captcha }) }
    const step = await session.accounts.signIn(request)
    reportAccount(cli, await finishSignIn(cli, session.accounts, { step, otp: options.otp }))
    return exitCodes.done
  } finally {
    session.close()
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
