// What became of a change of many entries: one line for each that failed, with its reason and what helps, and one for the
// rest.

import type { ChangeOutcome, FileLock } from '../core/model/change.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import type { Cli } from './cli.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-code.ts'
import { failureText } from './words.ts'

/** `past` completes “3 things …”. The exit code is that of the first failure. */
export function reportChange(cli: Cli, { done, failed }: ChangeOutcome, past: string): ExitCode {
  for (const { uri, failure } of failed) {
    const name = formatCloudUri(uri)
    cli.output.problem(`${name}: ${failureText(failure)}${holders(failure.locks)}`)
    const locks = failure.locks?.map(({ uri: held, application }) => ({ uri: held, application }))
    cli.output.emit({
      event: 'failed',
      uri: name,
      kind: failure.kind,
      ...(locks === undefined ? {} : { locks }),
    })
  }
  const count = done === 1 ? '1 thing' : `${done} things`
  if (done > 0 || failed.length === 0) cli.output.report(`${count} ${past}.`)
  cli.output.emit({ event: 'changed', done, failed: failed.length })
  const [first] = failed
  return first === undefined ? exitCodes.done : exitCodeOf(first.failure.kind)
}

function holders(locks: readonly FileLock[] = []): string {
  const names = [...new Set(locks.map(({ application }) => application).filter((name) => name !== ''))]
  return names.length === 0 ? '' : ` Held by: ${names.join(', ')}.`
}
