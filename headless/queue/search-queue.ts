// `reverie queue list --search`: single files by their names and folders, the last changed first.

import type { SearchWish } from '../../contract/queue-treaty.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { printTransfer } from './queue-rows.ts'

const pageSize = 500

export async function searchQueue(cli: Cli, attachment: Attachment, wish: SearchWish): Promise<ExitCode> {
  let found = 0
  for (;;) {
    const { transfers, total } = await ask(attachment, 'queue.find', {
      ...wish,
      offset: found,
      limit: pageSize,
    })
    for (const transfer of transfers) printTransfer(cli.output, transfer)
    found += transfers.length
    if (transfers.length === 0 || found >= total) break
  }
  if (found === 0) cli.output.report('Nothing is called so.')
  return exitCodes.done
}
