// `reverie sync add` and `reverie sync preview`: a new pair, and what its rules would leave out.

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { RulesInput } from '../../contract/sync-treaty.ts'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import { TransferError } from '../../core/model/failure.ts'
import type { SyncMode } from '../../core/model/sync.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import { openRemoteAccess } from '../attach/remote-access.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { prepareTargetFolder } from '../get/target-folder.ts'
import { shortId } from '../queue/queue-rows.ts'
import { resolveRemoteName, type RemoteName } from '../remote-name.ts'
import { countOf, formatBytes, formatCount } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import { listPairs } from './choose-pairs.ts'
import { pairEvent, reasonWords } from './pair-lines.ts'

export interface RuleValues {
  readonly only: readonly string[]
  readonly except: readonly string[]
  readonly ignore: readonly string[]
  readonly ignoreFrom?: string
  readonly ext: readonly string[]
  readonly minSize?: number
  readonly maxSize?: number
}

/** Paths lose their outer slashes; lines of a file come before those of the command. */
export async function readRules(values: RuleValues): Promise<RulesInput> {
  const { ignoreFrom, minSize, maxSize } = values
  if (minSize !== undefined && maxSize !== undefined && minSize > maxSize)
    throw new UsageError('--min-size is above --max-size, so nothing would be left. Change one of them.')
  return {
    only: values.only.map(tidyPath),
    except: values.except.map(tidyPath),
    ignore: [...(ignoreFrom === undefined ? [] : await readLines(ignoreFrom)), ...values.ignore],
    extensions: values.ext.map((one) => one.replace(/^\./, '').toLowerCase()),
    ...(minSize === undefined ? {} : { minBytes: minSize }),
    ...(maxSize === undefined ? {} : { maxBytes: maxSize }),
  }
}

function tidyPath(path: string): string {
  const names = path.split('/').filter((name) => name !== '' && name !== '.')
  if (names.length === 0 || names.includes('..'))
    throw new UsageError(
      `“${path}” is no folder below the one that is kept in step. Write it like Photos/2026.`,
    )
  return names.join('/')
}

async function readLines(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new UsageError(`The file “${path}” cannot be read (${code}). Give another one to --ignore-from.`)
  })
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

export interface AddWish {
  readonly name: RemoteName
  readonly folder: string
  readonly rules: RulesInput
  readonly password: string | undefined
  readonly mode: SyncMode
}

export async function addPair(cli: Cli, attachment: Attachment, wish: AddWish): Promise<ExitCode> {
  const { name, rules, password, mode } = wish
  const access = await openRemoteAccess(attachment)
  const { accountId, uri } = await resolveRemoteName(cli, access.accounts, { name, password })
  const folder = await prepareTargetFolder(resolve(wish.folder))
  const { picked } = await ask(attachment, 'folder.use', { path: folder })
  const request = { accountId, uri: formatCloudUri(uri), token: picked.token, mode, rules }
  const { pairId } = await ask(attachment, 'sync.add', request).catch(refuseOwnWords)
  const pair = (await listPairs(attachment)).find(({ id }) => id === pairId)
  cli.output.result(`${shortId(pairId)}  ${pair?.label ?? ''} ${mode === 'mirror' ? '=>' : '->'} ${folder}`)
  cli.output.report(
    `Nothing was fetched yet. “reverie sync plan ${shortId(pairId)}” shows what would be, “reverie sync run --yes ${shortId(pairId)}” does it.`,
  )
  if (pair !== undefined) cli.output.emit({ ...pairEvent(pair), event: 'pair-added' })
  return exitCodes.done
}

/** What cannot be a pair: the detail says which rule stands against it. */
function refuseOwnWords(error: unknown): never {
  if (!(error instanceof TransferError) || error.failure.kind !== 'invalid-request') throw error
  const { detail } = error.failure
  throw new UsageError(
    `This cannot be kept in step: ${detail}. Name another folder; “reverie sync list” shows those that are.`,
  )
}

export async function previewPair(
  cli: Cli,
  attachment: Attachment,
  { name, rules }: Pick<AddWish, 'name' | 'rules'>,
): Promise<ExitCode> {
  const access = await openRemoteAccess(attachment)
  const { accountId, uri } = await resolveRemoteName(cli, access.accounts, { name })
  const preview = await ask(attachment, 'sync.preview', { accountId, uri: formatCloudUri(uri), rules })
  for (const { path, reason } of preview.sample) cli.output.result(`. ${path}  (${reasonWords[reason]})`)
  const { hidden, hiddenBytes, entries, whole, sample } = preview
  if (hidden > sample.length) cli.output.result(`  … and ${formatCount(hidden - sample.length)} more`)
  const seen = whole ? 'all there is' : 'the first ones'
  cli.output.report(
    `${formatCount(hidden)} left out (${formatBytes(hiddenBytes)}) of ${countOf(entries, 'name')}, ${seen}.`,
  )
  cli.output.emit({ event: 'preview', ...preview })
  return exitCodes.done
}
