// Ourselves as a contender: the built command line as a user runs it, signed in beforehand.

import { spawnSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '../../core/model/settings.ts'
import { root } from '../../scripts/places.ts'
import type { Contender } from '../race.ts'
import type { Bench } from '../row.ts'

export const cli = join(root, 'dist', 'headless', 'reverie.js')

export interface ProfileWish {
  /** Another face of the same site; by default its own. */
  readonly url?: string
  readonly settings?: Partial<Settings>
}

/** Resolves with the folder of a fresh profile with an account. */
export async function signIn({ site, scratch }: Bench, wish: ProfileWish = {}): Promise<string> {
  const profile = await mkdtemp(join(scratch, 'profile-'))
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ settings: wish.settings ?? {} }))
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      cli,
      '--profile',
      profile,
      'login',
      wish.url ?? site.url,
      '--email',
      site.user.email,
      '--password-stdin',
    ],
    { input: `${site.user.password}\n`, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the bench could not sign in: ${stderr}`)
  return profile
}

export interface Ride {
  readonly name: string
  readonly path: string
  readonly profile: string
  /** For `--connections`; absent: as many as help. */
  readonly connections?: number
}

/** `reverie get` of a file or a folder of the drive. */
export function reverie({ site }: Bench, { name, path, profile, connections }: Ride): Contender {
  const options = connections === undefined ? [] : ['--connections', String(connections)]
  return {
    name,
    own: true,
    command: (folder) =>
      Promise.resolve({
        file: process.execPath,
        args: [
          cli,
          '--profile',
          profile,
          '--quiet',
          'get',
          `cloudreve://my${path}`,
          '-o',
          folder,
          ...options,
        ],
        env: { NODE_EXTRA_CA_CERTS: site.certificate },
      }),
    // A folder is fetched as a folder.
    placeOf: (one) => one.slice(path.lastIndexOf('/') + 1),
  }
}
