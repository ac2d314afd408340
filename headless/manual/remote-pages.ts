// Pages of the commands that look for things on a site and change them there; see pages.ts.

import { exitCodes } from '../exit-code.ts'
import type { ManualPage } from './pages.ts'

const { done, failed, usage, signIn } = exitCodes
const online = [done, failed, usage, signIn] as const

export const remotePages: Readonly<Record<string, ManualPage>> = {
  search: {
    about: [
      'Prints the URI of everything that fits, one a line, as the site finds it. Several names have to fit all at once, unless --any is given; upper and lower case count as the same.',
      'Where the site gives up before it has looked everywhere, the command says so and ends with 1.',
    ],
    examples: [
      ['reverie search invoice --newer 2026-01-01', 'by name and date'],
      ['reverie search "*.mkv" --min-size 4G --in cloudreve://my/Films', 'large films in one folder'],
      ['reverie search --category image --json', 'every picture, for a script'],
    ],
    exits: online,
    see: ['ls', 'get', 'uris'],
  },
  mkdir: {
    about: [
      'Makes folders, with those above them where they are missing. One that is there already is a failure.',
    ],
    examples: [['reverie mkdir cloudreve://my/Trips/Lisbon', 'Trips is made too']],
    exits: online,
    see: ['ls', 'mv', 'uris'],
  },
  mv: {
    about: [
      'Moves everything but the last into the folder that is named last. With one thing and a new name in the same folder, it is renamed. Nothing is ever replaced: what has its name taken stays where it was and is told.',
    ],
    examples: [
      [
        'reverie mv cloudreve://my/a.txt cloudreve://my/b.txt cloudreve://my/Documents',
        'two files into a folder',
      ],
      ['reverie mv cloudreve://my/a.txt cloudreve://my/c.txt', 'another name'],
    ],
    exits: online,
    see: ['cp', 'rm', 'uris'],
  },
  cp: {
    about: [
      'Copies on the site itself, without a download, into the folder that is named last. Nothing is replaced.',
    ],
    examples: [['reverie cp cloudreve://my/Trips cloudreve://my/Backup', 'a folder with all that is in it']],
    exits: online,
    see: ['mv', 'uris'],
  },
  rm: {
    about: [
      'Moves files and folders into the recycle bin of the site, which keeps them for some days. With --permanent they are deleted at once, and for good.',
    ],
    examples: [
      ['reverie rm cloudreve://my/old.txt', 'into the bin'],
      ['reverie rm --permanent cloudreve://trash/<name>', 'something in the bin, for good'],
    ],
    exits: online,
    see: ['restore', 'ls', 'uris'],
  },
  restore: {
    about: [
      'Puts what is in the recycle bin back where it was. It is named by its URI in the bin, or by the URI that it had; of several that had the same one, the last to be deleted comes back.',
    ],
    examples: [['reverie restore cloudreve://my/old.txt', 'by where it was']],
    exits: online,
    see: ['rm', 'uris'],
  },
  share: {
    about: [
      'Makes a share link and prints it, with its password where it has one. --list prints your shares, without their passwords; --delete ends one.',
    ],
    examples: [
      ['reverie share cloudreve://my/Trips --protect --expires 7d', 'for a week, with a password'],
      ['reverie share --list --json', 'your shares, for a script'],
    ],
    exits: online,
    see: ['url', 'uris'],
  },
}
