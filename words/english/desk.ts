// Words that the desktop program says without a page: at its icon, in its menus, notifications and dialogs.

export const desk = {
  tray: {
    running_one: 'Reverie: {{count, number}} running, {{speed}}',
    running_other: 'Reverie: {{count, number}} running, {{speed}}',
    runningPart_one: 'Reverie: {{percent}}, {{count, number}} running, {{speed}}',
    runningPart_other: 'Reverie: {{percent}}, {{count, number}} running, {{speed}}',
    why: 'Reverie: {{why}}',
    problems_one: 'Reverie: {{count, number}} thing went wrong',
    problems_other: 'Reverie: {{count, number}} things went wrong',
    waiting_one: 'Reverie: {{count, number}} waiting',
    waiting_other: 'Reverie: {{count, number}} waiting',
    paused_one: 'Reverie: {{count, number}} paused',
    paused_other: 'Reverie: {{count, number}} paused',
  },
  /** Above a site's own sign-in page. */
  siteBar: {
    encrypted: 'Encrypted.',
    chosen: 'Encrypted, with the certificate that you accepted.',
    open: 'Not encrypted: others on the way can read what you enter.',
    sentBy: 'You were sent here by {{host}}. Do you sign in here?',
  },
  menu: {
    quick: 'Quick download…',
    show: 'Show Reverie',
    settings: 'Settings…',
    view: 'View',
    whatHappened: 'What happened…',
    diagnostics: 'Save diagnostics…',
  },
  notice: {
    finished: 'Download finished',
    finishedMany: 'Downloads finished',
    failed: 'Download failed',
    mixed: 'Downloads need a look',
    done_one: '{{count, number}} download finished',
    done_other: '{{count, number}} downloads finished',
    problems_one: '{{count, number}} problem',
    problems_other: '{{count, number}} problems',
    repaired: 'Reverie repaired itself',
    copied: 'Open the copied link?',
    copiedHint: 'A share link of one of your sites is on the clipboard.',
  },
  start: {
    failed: 'Reverie cannot start',
    log: 'The log folder in the profile tells more. Nothing of your queue is lost.',
    newer:
      'A newer version of Reverie has used this profile, and this one does not know how its list of downloads is kept. Install the newer version again, or start with --profile and another folder. Nothing has been changed.',
    taken: 'The profile is in use',
    takenBy: {
      serve:
        '“reverie serve” runs the downloads of this profile. Use its web page, or end it with Ctrl-C in its terminal and try again.',
      desktop:
        'Another window of Reverie runs the downloads of this profile. Use that one, or quit it and try again.',
      other:
        'Another Reverie uses the same profile and does not answer. End it and try again, or start with --profile and another folder.',
    },
    again: 'Try again',
  },
  diagnostics: {
    failed: 'The diagnostics could not be written',
    help: 'Choose another folder and try again.',
  },
} as const
