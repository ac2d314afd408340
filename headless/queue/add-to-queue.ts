// `reverie queue add`: puts downloads on the list without waiting for them.

import type { Attachment } from '../attach/attachment.ts'
import { openRemoteAccess } from '../attach/remote-access.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { addBatches, resolveWanted, type GetRequest } from '../get/add-batches.ts'
import { failureText } from '../words.ts'
import { showSelection } from './change-queue.ts'
import { isLasting } from '../get/sentences.ts'

export async function addToQueue(cli: Cli, attachment: Attachment, request: GetRequest): Promise<ExitCode> {
  const { output } = cli
  const access = await openRemoteAccess(attachment)
  const view = {
    failed: ({ name, failure }: { name: string; failure: Parameters<typeof failureText>[0] }) =>
      output.problem(`${name}: ${failureText(failure)}`),
    added: ({ batchId, accountId, name, target, resumed }: AddedFacts) =>
      output.emit({ event: 'added', batch: batchId, account: accountId, name, target, resumed }),
  }
  const { groups, missing } = await resolveWanted(cli, access, { request, view })
  const batchIds = await addBatches(attachment, groups, { request, view })
  if (!output.json) await showSelection(cli, attachment, { batchIds: [...batchIds], transferIds: [] })
  output.report(whenItRuns(attachment))
  const [first] = missing
  return first === undefined ? exitCodes.done : exitCodeOf(first.failure.kind)
}

interface AddedFacts {
  readonly batchId: string
  readonly accountId: string
  readonly name: string
  readonly target: string
  readonly resumed: boolean
}

function whenItRuns({ host }: Pick<Attachment, 'host'>): string {
  if (host === undefined)
    return 'On the list. Nobody runs it at the moment: it starts with the app, with “reverie serve”, or with the same “reverie get”.'
  return isLasting(host)
    ? 'On the list of the Reverie that runs.'
    : 'On the list; it runs as long as the other command.'
}
