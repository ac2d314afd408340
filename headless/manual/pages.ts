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

const { done, failed, usage, signIn, hostLost, differences, planAsks, interrupted } = exitCodes
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
    about: [
      'Lists the accounts of the profile: id, name and e-mail address, site, and whether it is signed in.',
    ],
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
  sync: {
    about: [
      'A folder of a site, kept in step with a folder here: one way, from the site to this disk. A mirror follows deletions too, into the system’s trash or the folder .reverie-trash; a copy (--copy) never deletes.',
      'What you change here is never overwritten: it is kept beside as “name (conflict date)”. Nothing is deleted because the site did not answer, or answered with an empty folder. Runs that would delete or replace more than 50 files and a fifth of all ask first, and so does the first run.',
      'Pairs are kept in step by the app, by “reverie serve” and by “reverie sync watch”; “reverie sync run” brings them in step once.',
    ],
    examples: [
      ['reverie sync add cloudreve://my/Photos ~/Photos', 'a new pair'],
      ['reverie sync plan', 'what would be done, for every pair'],
      ['reverie sync run --yes', 'does it'],
    ],
    exits: changing,
    see: ['sync add', 'sync plan', 'sync run', 'sync watch', 'running'],
  },
  'sync add': {
    about: [
      'Makes a pair. Nothing is fetched before its plan was agreed to. The folder here may have files already: those that are the same are taken over, others are kept beside.',
      'Ignore lines are written as in .gitignore and judged on the names of the site. --only and --except name folders below the pair’s folder.',
    ],
    examples: [
      ['reverie sync add cloudreve://my/Photos ~/Photos', 'a mirror'],
      ["reverie sync add --copy --ignore '*.tmp' cloudreve://my/Work ~/Work", 'a copy without some files'],
      ['reverie sync add --only 2025 --only 2026/Lisbon cloudreve://my/Photos ~/Photos', 'two folders of it'],
    ],
    exits: [...online, hostLost],
    see: ['sync preview', 'sync plan', 'uris'],
  },
  'sync preview': {
    about: [
      'Lists what ignore lines, chosen folders and filters would leave out, of the first 20,000 names of a folder.',
    ],
    examples: [["reverie sync preview --ignore '*.tmp' cloudreve://my/Work", 'before a pair is made']],
    exits: [...online, hostLost],
    see: ['sync add'],
  },
  'sync plan': {
    about: [
      'Looks at the site and at the folder here and lists what a run would do: + create, ~ replace, > rename, - delete, ! conflict, = here already, . left out. Nothing is changed.',
    ],
    examples: [
      ['reverie sync plan Photos', 'one pair'],
      ['reverie sync plan --json', 'an object for each line, all of them'],
    ],
    exits: [...online, hostLost, interrupted],
    see: ['sync run', 'json'],
  },
  'sync run': {
    about: [
      'Brings pairs in step once and ends when all is here. Where a plan asks (the first one, or much to delete or replace), it is shown, nothing is done, and the command ends with 6; --yes agrees.',
      'What could not be done is named and tried again by the next run. Interrupted or killed, the same command goes on.',
    ],
    examples: [
      ['reverie sync run', 'every pair that is not paused'],
      ['reverie sync run --yes Photos', 'agrees to what the plan asks'],
    ],
    exits: [...online, hostLost, planAsks, interrupted],
    see: ['sync plan', 'sync watch', 'exit-codes'],
  },
  'sync watch': {
    about: [
      'Keeps pairs in step until Ctrl-C: follows what the site tells, looks at everything now and then, and shows how each pair stands. Where the app or “reverie serve” runs already, they do it, and this only shows.',
    ],
    examples: [['reverie sync watch --json', 'one object per change']],
    exits: [...changing, interrupted],
    see: ['serve', 'sync run', 'running'],
  },
  'sync list': {
    about: ['Lists pairs, how they stand, and what could not be done.'],
    examples: [
      ['reverie sync', 'the list'],
      ['reverie sync list --json', 'one object per pair'],
    ],
    exits: changing,
    see: ['sync activity', 'json'],
  },
  'sync activity': {
    about: ['Lists what was done to a pair’s folder, the newest first, and where what lay there is kept.'],
    examples: [['reverie sync activity Photos', 'the last 50 lines']],
    exits: changing,
    see: ['sync list'],
  },
  'sync pause': {
    about: ['Stops what runs for a pair at a recorded point and leaves its folder alone.'],
    examples: [['reverie sync pause Photos', 'until it is resumed']],
    exits: changing,
    see: ['sync resume'],
  },
  'sync resume': {
    about: ['Lets a pair be kept in step again.'],
    examples: [['reverie sync resume Photos', 'from where it stopped']],
    exits: changing,
    see: ['sync pause'],
  },
  'sync reset': {
    about: [
      'Forgets what is known of the folder here. The next run compares everything and asks first. It is the way on when the folder was moved, or its disk was replaced by a copy.',
    ],
    examples: [['reverie sync reset Photos', 'compares anew']],
    exits: changing,
    see: ['sync run', 'sync plan'],
  },
  'sync remove': {
    about: ['Takes a pair off the list. Files stay, here and on the site.'],
    examples: [['reverie sync remove Photos', 'no longer kept in step']],
    exits: changing,
    see: ['sync add'],
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
  diagnostics: {
    about: [
      'Writes one zip for whoever helps you: versions, settings, the addresses of your sites, figures and failures of the queue, and the log. No passwords, tokens and links, and no names of files and people. It is sent nowhere; have a look before you pass it on.',
      'It works while another Reverie runs on the profile. Where the queue cannot be opened at all, the zip has the log and the versions, and the reason.',
    ],
    examples: [
      ['reverie diagnostics', 'into this folder, under a name with the time'],
      ['reverie diagnostics -o ~/help.zip', 'into this file'],
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
