// `reverie accounts` and `reverie logout`.

import type { Command } from 'commander'
import type { AccountView } from '../../core/model/account.ts'
import { dropThumbnails } from '../../host/remote/thumbnail-cache.ts'
import { openAccounts } from '../../host/session-only.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { chooseAccount } from '../remote-name.ts'
import { addSetOptions, reasonWords, setAccount, showAccount, type SetOptions } from '../account-details.ts'

export function addAccountCommands(program: Command, run: Run): void {
  const accounts = program
    .command('accounts')
    .description('list the accounts of this profile')
    .action((_: object, command: Command) => run(command.optsWithGlobals<GlobalOptions>(), listAccounts))
  accounts
    .command('show')
    .description('show how an account is reached, and how much room it has')
    .argument('[account]', 'id or e-mail address; not needed when there is only one')
    .action((account: string | undefined, _: object, command: Command) => {
      const globals = command.optsWithGlobals<GlobalOptions>()
      return run(globals, (cli) => showAccount({ ...cli, account: account ?? cli.account }))
    })
  addSetOptions(
    accounts
      .command('set')
      .description('change how an account is reached, and where its downloads land')
      .argument('[account]', 'id or e-mail address; not needed when there is only one'),
  ).action((account: string | undefined, _: object, command: Command) => {
    const options = command.optsWithGlobals<SetOptions & GlobalOptions>()
    return run(options, (cli) => setAccount({ ...cli, account: account ?? cli.account }, options))
  })
  program
    .command('logout')
    .description('sign out and forget the account')
    .argument('[account]', 'id or e-mail address; not needed when there is only one')
    .action((account: string | undefined, _: object, command: Command) => {
      const globals = command.optsWithGlobals<GlobalOptions>()
      return run(globals, (cli) => logout({ ...cli, account: account ?? cli.account }))
    })
}

async function listAccounts(cli: Cli): Promise<ExitCode> {
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    const accounts = session.accounts.list()
    for (const account of accounts) {
      cli.output.result(describeAccount(account))
      const { id, site, siteTitle, kind, email, nickname, health, reason } = account
      cli.output.emit({
        ...{ event: 'account', id, site, siteTitle, kind, email, name: nickname, health },
        ...(reason === undefined ? {} : { reason }),
      })
    }
    if (accounts.length === 0)
      cli.output.report('No account yet. Sign in with “reverie login <site> --email <e-mail>”.')
    return exitCodes.done
  } finally {
    session.close()
  }
}

function describeAccount({ id, site, kind, email, nickname, health, reason }: AccountView): string {
  if (kind === 'guest') return `${id}  guest  ${site}  opens shares`
  const who = nickname === '' || nickname === email ? email : `${nickname} <${email}>`
  const why = reason === undefined ? '' : `: ${reasonWords[reason]}`
  return `${id}  ${who}  ${site}  ${health === 'ready' ? 'signed in' : `sign in again${why}`}`
}

async function logout(cli: Cli): Promise<ExitCode> {
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    // A guest is never chosen by itself: it is named by its id.
    const guest = session.accounts.list().find(({ id, kind }) => kind === 'guest' && id === cli.account)
    const account = guest ?? chooseAccount(cli, session.accounts)
    const { told } = await session.accounts.signOut(account.id)
    await dropThumbnails(cli.profile, account.id)
    cli.output.report(
      guest === undefined
        ? `Signed out ${account.email} from ${account.site}.`
        : `Forgotten the guest of ${account.site} and the passwords of its shares.`,
    )
    if (!told && guest === undefined)
      cli.output.problem(
        'The site could not be reached, so it does not know yet. Everything is gone here; its session ends by itself.',
      )
    const { id, site, email } = account
    cli.output.emit({ event: 'signed-out', account: id, site, email, told })
    return exitCodes.done
  } finally {
    session.close()
  }
}
