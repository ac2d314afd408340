// Reads back from a packed program what the package step was told to write: fuses, the archive and its hashes, and the
// texts beside it. Throws with what is not as it should be.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { extractFile, getRawHeader } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { FuseState } from '@electron/fuses/dist/constants.js'

/** What nobody may do with the program, and what has to hold; `true` is switched on. */
const wanted: readonly (readonly [FuseV1Options, boolean])[] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  // Unknown to the old stand-in.
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
]

/** `program`: the executable. */
export async function checkPacked(program: string, options: { standIn: boolean }): Promise<void> {
  const faults = [...(await fuseFaults(program, options.standIn)), ...archiveFaults(resourcesOf(program))]
  if (faults.length > 0) throw new Error(`the package is not as it should be:\n${faults.join('\n')}`)
}

export function resourcesOf(program: string): string {
  return process.platform === 'darwin'
    ? join(dirname(program), '..', 'Resources')
    : join(dirname(program), 'resources')
}

async function fuseFaults(program: string, standIn: boolean): Promise<string[]> {
  const wire = await getCurrentFuseWire(program)
  return wanted.flatMap(([fuse, on]) => {
    if (standIn && fuse === FuseV1Options.GrantFileProtocolExtraPrivileges) return []
    const state = wire[fuse]
    return state === (on ? FuseState.ENABLE : FuseState.DISABLE)
      ? []
      : [`fuse ${FuseV1Options[fuse]} reads ${String(state)}`]
  })
}

interface PackedFile {
  readonly path: string
  readonly unpacked: boolean
  readonly sha256: string | undefined
}

interface Node {
  readonly files?: Readonly<Record<string, Node>>
  readonly unpacked?: boolean
  readonly integrity?: { readonly algorithm: string; readonly hash: string }
  readonly link?: string
}

function filesOf(node: Node, above = ''): PackedFile[] {
  return Object.entries(node.files ?? {}).flatMap(([name, below]) => {
    const path = above === '' ? name : `${above}/${name}`
    if (below.files !== undefined) return filesOf(below, path)
    if (below.link !== undefined) return []
    const { integrity, unpacked = false } = below
    return [{ path, unpacked, sha256: integrity?.algorithm === 'SHA256' ? integrity.hash : undefined }]
  })
}

/** Texts that go with every copy. */
const texts = ['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt']

function archiveFaults(resources: string): string[] {
  const archive = join(resources, 'app.asar')
  const files = filesOf(getRawHeader(archive).header)
  const contents = ({ path, unpacked }: PackedFile) =>
    unpacked ? readFileSync(join(`${archive}.unpacked`, path)) : extractFile(archive, path)
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  return [
    ...files
      .filter((file) => file.sha256 !== sha256(contents(file)))
      .map(({ path }) => `${path}: its hash is wrong`),
    ...files.filter(({ path }) => path.endsWith('.map')).map(({ path }) => `${path}: no maps in a package`),
    ...texts
      .filter((name) => !existsSync(join(resources, name)) || statSync(join(resources, name)).size < 500)
      .map((name) => `${name} is missing`),
    ...(existsSync(join(resources, 'app')) ? ['a folder "app" lies beside the archive'] : []),
  ]
}
