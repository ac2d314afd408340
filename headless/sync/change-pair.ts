// `reverie sync pause|resume|reset|remove`: changes to pairs. Files are never touched by them.

import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { shortId } from '../queue/queue-rows.ts'
import { choosePairs } from './choose-pairs.ts'

export interface PairAct {
  readonly name: 'pause' | 'resume' | 'reset' | 'remove'
  readonly description: string
  readonly request: 'sync.pause' | 'sync.resume' | 'sync.compareAnew' | 'sync.remove'
  readonly done: string
}

export const pairActs: readonly PairAct[] = [
  {
    name: 'pause',
    description: 'keep a pair, but leave its folder as it is',
    request: 'sync.pause',
    done: 'paused',
  },
  {
    name: 'resume',
    description: 'keep it in step again',
    request: 'sync.resume',
    done: 'kept in step again',
  },
  {
    name: 'reset',
    description: 'forget what is known of the folder here: the next run compares everything, and asks',
    request: 'sync.compareAnew',
    done: 'compared anew by its next run, which asks first',
  },
  {
    name: 'remove',
    description: 'keep it in step no more; files stay, here and there',
    request: 'sync.remove',
    done: 'no longer kept in step; files stay',
  },
]

export async function changePair(
  cli: Cli,
  attachment: Attachment,
  { act, names }: { act: PairAct; names: readonly string[] },
): Promise<ExitCode> {
  // All of them are known before the first is changed.
  for (const { id, label } of await choosePairs(attachment, names)) {
    await ask(attachment, act.request, { pairId: id })
    cli.output.report(`${shortId(id)}  ${label}: ${act.done}.`)
    cli.output.emit({ event: act.name, pair: id })
  }
  return exitCodes.done
}
