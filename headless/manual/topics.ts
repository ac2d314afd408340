// Pages of the manual that belong to no single command.

import { exitMeanings } from '../exit-code.ts'

export interface Topic {
  readonly title: string
  /** Paragraphs, or lists of terms with what they mean. */
  readonly body: readonly (string | readonly (readonly [string, string])[])[]
}

export const environmentMeanings: readonly (readonly [string, string])[] = [
  ['REVERIE_HOME', 'the profile, where --profile is not given'],
  ['NO_COLOR', 'no colours, if it is not empty'],
  ['TERM', '“dumb”: neither colours nor a drawn progress display'],
  ['http_proxy, https_proxy, all_proxy', 'proxies, as for curl'],
  ['no_proxy', 'what is reached without them'],
  ['NODE_EXTRA_CA_CERTS', 'a file with certificates of further authorities'],
]

export const topics: Readonly<Record<string, Topic>> = {
  uris: {
    title: 'how things on a site are named',
    body: [
      [
        ['cloudreve://my', 'the root of your files'],
        ['cloudreve://my/Documents/a.txt', 'a file; %, # and ? in names are written %25, %23, %3F'],
        ['cloudreve://<id>@share/…', 'something inside of a share'],
        ['cloudreve://shared_with_me', 'what others share with you'],
        ['cloudreve://trash', 'the trash'],
        ['https://site/s/<id>', 'a share link; /<password> may follow'],
      ],
      'A bare path is refused: it could mean this disk.',
    ],
  },
  running: {
    title: 'one queue, several commands',
    body: [
      'A profile has one engine at a time. Whoever comes first runs it: the app, “reverie serve”, or a command. Others of the same version speak with it over a socket in the profile that only its owner can open, and join its queue.',
      'When a “reverie get” that runs the engine ends, the next command that waits for its own files takes over, without losing a byte that is on the disk. When the app or “reverie serve” starts meanwhile, it takes over, and the command goes on watching there.',
      'Ctrl-C in a command that only watches leaves the download to the Reverie that runs it. “reverie queue cancel” ends it.',
      'If the Reverie that runs the engine is killed, commands that watch it end with 4; the same command goes on.',
    ],
  },
  'exit-codes': {
    title: 'what a script learns from the end of a command',
    body: [Object.entries(exitMeanings)],
  },
  environment: { title: 'variables that are read', body: [environmentMeanings] },
  json: {
    title: 'output for scripts',
    body: [
      'With --json every line of the standard output is one object with a field “event”. Fields are added in later versions, never renamed or removed. Sizes are bytes, times ISO 8601. The file docs/CLI.md lists every event.',
      'A command that ends because of a problem prints {"event":"error","kind":…,"message":…,"exitCode":…}. Signed links appear with “reverie url” only, passwords never.',
    ],
  },
}
