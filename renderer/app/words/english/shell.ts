// Words of the window itself: names of regions, the connection, first run, folder choice, formats.

export const shell = {
  app: 'Reverie',
  cancel: 'Cancel',
  close: 'Close',
  details: 'Details',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Select the text and copy it',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  detail: {
    kind: 'Kind',
    code: 'Code',
    status: 'HTTP status',
    correlation: 'Correlation id',
    detail: 'Detail',
  },
  connection: {
    lost: 'The connection to Reverie is lost. Trying again…',
    lostHelp: 'Downloads go on as long as Reverie is running.',
    lostLong: 'If Reverie was started again, open the address that it printed.',
    opening: 'Connecting to Reverie…',
    broken: 'Reverie does not answer',
  },
  welcome: {
    title: 'Your files, from any Cloudreve',
    text: 'Sign in to browse and download, or open a link that somebody sent you.',
    signIn: 'Sign in to your site',
    share: 'Open a shared link',
    shareHelp: 'No account needed.',
  },
  folder: {
    title: 'Download to…',
    label: 'Folder',
    help: 'A folder below {{folder}}. It is made if it is not there yet.',
    helpPlain: 'A folder below the download folder. It is made if it is not there yet.',
    choose: 'Use this folder',
  },
  live: {
    finished: '{{done, number}} of {{total, number}} finished',
    allDone: 'Everything is here',
  },
  unit: {
    bytes: '{{number}} B',
  },
  time: {
    aboutSeconds: 'about {{count, number}} s',
    aboutMinutes: 'about {{count, number}} min',
    aboutHours: 'about {{hours}} h',
    aboutHoursMinutes: 'about {{hours}} h {{minutes}} min',
    aboutDays_one: 'about {{count, number}} day',
    aboutDays_other: 'about {{count, number}} days',
    left: '{{time}} left',
    seconds: '{{count, number}} s',
    minutes: '{{count, number}} min',
  },
} as const
