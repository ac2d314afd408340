// The shell of the web face: no dialogs and no desktop. A page may wish for folders below the download folder only.

import { lstat, mkdir } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { fail } from '../../core/model/failure.ts'
import { toLocalName } from '../../core/model/local-name.ts'
import type { NameRules } from '../../core/model/local-name.ts'
import { hostNameRules } from '../../host/create-host.ts'
import type { Shell } from '../../host/shell.ts'
import { prepareTargetFolder } from '../get/target-folder.ts'
import { describeHost } from '../host-facts.ts'

export function createWebShell(downloadFolder: () => string): Shell {
  const refuse = () => Promise.reject(fail('invalid-request', 'the web page cannot open files on the host'))
  return {
    describe: describeHost,
    pickFolder: (wish) => resolveWish(downloadFolder(), wish ?? ''),
    pickFile: (name) => freePlace(downloadFolder(), name),
    openFile: refuse,
    reveal: refuse,
  }
}

/** Makes the folder step by step; a link on the way is refused, because it may lead out. */
export async function resolveWish(
  root: string,
  wish: string,
  rules: NameRules = hostNameRules(),
): Promise<string> {
  const parts = readWish(wish, rules)
  await prepareTargetFolder(root)
  let folder = root
  for (const part of parts) {
    folder = join(folder, part)
    const known = await lstat(folder).catch(() => undefined)
    if (known === undefined) await mkdir(folder).catch(refuseFolder)
    else if (!known.isDirectory()) throw fail('disk-denied', 'something else has the name of that folder')
  }
  return folder
}

/** What the system would read as another name than is written (`.. `, `NUL` on Windows) is refused. */
function readWish(wish: string, rules: NameRules): string[] {
  const parts = wish.split(/[/\\]/)
  const isAbsolute = (wish !== '' && parts[0] === '') || /^[A-Za-z]:/.test(wish)
  const names = parts.filter((part) => part !== '' && part !== '.')
  const unfit = names.some((part) => toLocalName(part, rules) !== part)
  if (isAbsolute || unfit)
    throw fail('invalid-request', 'only folders below the download folder can be chosen')
  return names
}

function refuseFolder(error: NodeJS.ErrnoException): never {
  throw fail('disk-denied', `the folder cannot be made: ${error.code ?? 'unknown'}`, { cause: error })
}

/** In the download folder, never over something that is there. */
async function freePlace(root: string, name: string): Promise<string> {
  await prepareTargetFolder(root)
  const { name: stem, ext } = parse(name)
  for (let number = 1; ; number += 1) {
    const path = join(root, number === 1 ? name : `${stem} (${number})${ext}`)
    if ((await lstat(path).catch(() => undefined)) === undefined) return path
  }
}
