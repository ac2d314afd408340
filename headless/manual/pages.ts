// What the manual says of each command beyond its options, which the parser knows: paragraphs, examples, and where to
// read on. In the order of a first acquaintance.

import { exitCodes, type ExitCode } from '../exit-code.ts'
import { orderPages } from './order-pages.ts'
import { remotePages } from './remote-pages.ts'

export interface ManualPage {
  readonly about: readonly string[]
  /** A command line, and what it does. */
  readonly examples: readonly (readonly [string, string])[]
  readonly exits: readonly ExitCode[]
  /** Pages and topics. */
  readonly see: readonly string[]
}

const { done, failed, usage, signIn, hostLost, differences, interrupted } = exitCodes
const plain = [done, failed, usage] as const
const online = [done, failed, usage, signIn] as const
const changing = [done, failed, usage, hostLost] as const

/** By the words behind `reverie`. */
export const manualPages: Readonly<Record<string, ManualPage>> = {
  login: {
    about: [
      'Signs in to a site and keeps the session in the profile. The password is asked for without being shown, or read from the standard input; it is never an argument and never stored.',
      'With --browser you sign in on the page of the site: the address to open is printed. A client that the administrator has registered with a redirect address on this machine (http://127.0.0.1:<port>/…) brings the answer back by itself; without one the address of the page that the site ends at is pasted, or given as a line on the standard input.',
      'A certificate that nobody vouches for is shown with its fingerprint, and believed with --trust. With --account an account signs in again, and another user is refused.',
      'Where the site asks for the text of a picture, the picture is saved to a file and the text asked for. A script runs the command twice: the first run names the picture and its ticket and ends with 3, the second gives both back.',
    ],
    examples: [
      ['reverie login https://cloud.example.org --email me@example.org', 'asks for the password'],
      [
        'reverie login cloud.example.org --email me@example.org --password-stdin < password.txt',
        'for a script',
      ],
      ['reverie login https://cloud.example.org --browser', 'on the page of the site'],
    ],
    exits: [...online, interrupted],
    see: ['accounts', 'accounts set', 'logout', 'environment'],
  },
  accounts: {
    about: ['Lists the accounts of the profile; one whose session has ended is marked.'],
    examples: [['reverie accounts --json', 'one object per account']],
    exits: plain,
    see: ['login', 'logout'],
  },
  'accounts show': {
    about: [
      'Shows the addresses, the proxy, the certificates and the folder of an account, its state, and how much of its room is used.',
    ],
    examples: [['reverie accounts show me@example.org', 'where there are several accounts']],
    exits: online,
    see: ['accounts set', 'accounts'],
  },
  'accounts set': {
    about: [
      'Changes how an account is reached. Addresses have to lead to the same site; they are tried in their order, for downloads too. A certificate is looked at before it is believed.',
    ],
    examples: [
      ['reverie accounts set --address https://nas.local https://cloud.example.org', 'at home first'],
      ['reverie accounts set --proxy http://proxy.example.org:3128 --proxy-user me', 'asks for the password'],
      ['reverie accounts set --folder ~/Cloud', 'where its downloads land'],
    ],
    exits: online,
    see: ['accounts show', 'login'],
  },
  logout: {
    about: ['Ends the session on the site and forgets the account. A guest is named by its id.'],
    examples: [['reverie logout me@example.org', 'where there are several accounts']],
    exits: online,
    see: ['accounts'],
  },
  ls: {
    about: ['Lists a folder page by page, as it arrives. Folders end with a slash.'],
    examples: [
      ['reverie ls -l cloudreve://my/Documents', 'with sizes and dates'],
      ['reverie ls --sort size --reverse', 'the largest of the root first'],
      ['reverie ls https://cloud.example.org/s/AbCd', 'what is in a share'],
    ],
    exits: online,
    see: ['get', 'uris'],
  },
  ...remotePages,
  get: {
    about: [
      'Downloads files and folders. A file has its final name only when it is whole; the same command again goes on where the last one stopped, whatever ended it.',
      'Where a Reverie runs on the profile already (the app, “reverie serve”, another “reverie get”), the download joins its queue and is followed there. Ctrl-C then ends the watching only; where this command runs the queue itself, it stops at a recorded point.',
      'What only a person can clear ends the command: an ended session, a full disk, an undecided name. A dead network is waited for, up to --max-wait.',
    ],
    examples: [
      ['reverie get cloudreve://my/Documents -o ~/Backup', 'a folder with all that is in it'],
      ['reverie get --limit-rate 2M https://cloud.example.org/s/AbCd', 'a share, at two megabytes a second'],
      ['reverie get cloudreve://my/Film.mkv --json', 'for a script'],
      [
        'reverie get cloudreve://my/Film.mkv --run notify-send --run-arg {name}',
        'a program once it is here, without a shell',
      ],
    ],
    exits: [...online, hostLost, interrupted],
    see: ['queue add', 'queue', 'running', 'uris', 'exit-codes', 'json'],
  },
  verify: {
    about: [
      'Reads every file that was downloaded below a folder and compares it with the hashes that were recorded as it came. Damage is named by its place. A file whose bytes are right is right, whatever its time says; other bytes under an unchanged time are damage, under a newer time they are your own edit.',
      'With --remote the site is asked too: without a URI the folders that the files came from, with a URI the whole tree that this folder is a copy of, so that files which are not here yet are named as well. Versions are told apart by what the site stores, never by a clock. Files without a record are compared by length only.',
      'Nothing is changed unless --repair is given. Then files that are damaged or missing, or that the site has a newer version of, are downloaded to their place; what lies there is kept beside them as “name (damaged).ext” or “name (older).ext”. What you changed here is never touched.',
      'It works while another Reverie runs on the profile.',
    ],
    examples: [
      ['reverie verify ~/Backup/Documents', 'against what was recorded'],
      ['reverie verify ~/Backup/Documents --remote cloudreve://my/Documents', 'against the site as well'],
      ['reverie verify ~/Backup --quick --remote --repair', 'read little, and fetch what is newer'],
      ['reverie verify ~/Backup --json', 'a line for every file'],
    ],
    exits: [...online, hostLost, differences, interrupted],
    see: ['get', 'uris', 'exit-codes', 'json'],
  },
  url: {
    about: [
      'Prints signed links, one per line in the order asked. A link is a secret: whoever has it can fetch the file until it expires.',
    ],
    examples: [['reverie url --no-cache cloudreve://my/Film.mkv', 'a fresh link with its full life']],
    exits: online,
    see: ['get', 'uris'],
  },
  queue: {
    about: [
      'What the profile has to download and has downloaded. Changes reach the Reverie that runs the queue at once; while none runs they are kept for the next one. Nothing is downloaded by these commands.',
      'Downloads are named by the ids that the list shows, or by as many letters of them as are needed.',
    ],
    examples: [
      ['reverie queue', 'the list'],
      ['reverie queue pause 3f2a', 'one of them'],
      ["reverie queue cancel --name '*.iso'", 'by name'],
    ],
    exits: changing,
    see: ['queue list', 'queue add', 'queue pause', 'queue move', 'queue queues', 'running'],
  },
  'queue list': {
    about: [
      'Lists the downloads; with ids, the files of those. With --watch it goes on with every change until Ctrl-C, which ends it with 0, and waits where no Reverie runs.',
    ],
    examples: [
      ['reverie queue list --view failed', 'what failed, with reasons'],
      ['reverie queue list 3f2a', 'the files of one download'],
      ['reverie queue list --search invoice --view completed', 'what has come of that name'],
      ['reverie queue list --watch --json', 'one object per change'],
    ],
    exits: changing,
    see: ['queue', 'json'],
  },
  'queue add': {
    about: [
      'Puts downloads on the list and does not wait for them. Where no Reverie runs they are kept for the next one.',
    ],
    examples: [
      ['reverie queue add cloudreve://my/Photos -o ~/Pictures', 'returns at once'],
      [
        'reverie queue add cloudreve://my/Films --queue Night --start 23:00',
        'tonight, in a queue of its own',
      ],
    ],
    exits: [...online, hostLost],
    see: ['get', 'queue list', 'running'],
  },
  ...orderPages,
  'queue pause': {
    about: ['Stops downloads at a recorded point and keeps them on the list.'],
    examples: [
      ['reverie queue pause --all', 'everything'],
      ['reverie queue pause --queue Night', 'a whole queue, with what is added to it later'],
    ],
    exits: changing,
    see: ['queue resume', 'queue cancel'],
  },
  'queue resume': {
    about: ['Lets paused downloads run again, from where they stopped.'],
    examples: [['reverie queue resume --all', 'everything that was paused']],
    exits: changing,
    see: ['queue pause'],
  },
  'queue retry': {
    about: ['Tries again what failed or was given up, or what waits, at once.'],
    examples: [['reverie queue retry 3f2a', 'one download with all of its failed files']],
    exits: changing,
    see: ['queue list'],
  },
  'queue cancel': {
    about: ['Gives downloads up and removes their unfinished parts. Finished files stay.'],
    examples: [["reverie queue cancel --name 'Film*'", 'by name']],
    exits: changing,
    see: ['queue remove', 'queue retry'],
  },
  'queue remove': {
    about: [
      'Takes ended downloads off the list. Files on the disk stay, unless --with-files is given: then those go that these downloads made and that are still what was downloaded, to the trash of the app where it runs, or with --permanently for good. Every other file stays, with its row, and is named; the command ends with 1.',
    ],
    examples: [
      ['reverie queue remove 3f2a', 'one of them'],
      ['reverie queue remove 3f2a --with-files --permanently', 'and its files'],
    ],
    exits: changing,
    see: ['queue clear', 'queue cancel'],
  },
  'queue clear': {
    about: ['Takes everything that has ended off the list. Files on the disk stay.'],
    examples: [['reverie queue clear', 'an empty list, or what has not ended']],
    exits: changing,
    see: ['queue remove'],
  },
  serve: {
    about: [
      'Runs the queue of the profile and shows the app as a web page. Every link in the terminal opens one browser, once; Enter prints another. Ctrl-C ends it with 0.',
    ],
    examples: [
      ['reverie serve', 'on http://127.0.0.1:8791'],
      ['reverie serve --port 0 -o /srv/downloads', 'on a free port, into that folder'],
    ],
    exits: plain,
    see: ['running', 'environment'],
  },
  completion: {
    about: [
      'Prints a script that completes commands, options and their values at the Tab key. bash: put it into ~/.local/share/bash-completion/completions/reverie. zsh: into a file _reverie in a folder of $fpath. fish: into ~/.config/fish/completions/reverie.fish. PowerShell: append it to $PROFILE.',
    ],
    examples: [
      ['source <(reverie completion bash)', 'for this shell only'],
      ['reverie completion fish > ~/.config/fish/completions/reverie.fish', 'for good'],
    ],
    exits: plain,
    see: ['help'],
  },
  help: {
    about: ['Shows this manual: a page per command, and a few topics.'],
    examples: [
      ['reverie help queue add', 'the page of a command'],
      ['reverie help topics', 'what else there is to read'],
    ],
    exits: plain,
    see: ['topics'],
  },
}
