// Words of what happened while nobody was looking.

export const activity = {
  title: 'What happened',
  open: 'What happened',
  openUnseen_one: 'What happened: {{count, number}} new',
  openUnseen_other: 'What happened: {{count, number}} new',
  empty: 'Nothing yet. What finishes, fails or waits for you is told here.',
  clear: 'Clear the list',
  action: {
    open: 'Open',
    reveal: 'Show in folder',
    signIn: 'Sign in',
    look: 'Show transfers',
    pair: 'Show what it is about',
  },
  sync: {
    asks: '“{{name}}” asks before it goes on',
    held: '“{{name}}” is not kept in step any more',
    conflicts: '“{{name}}”: your changes were kept',
    conflictsText_one: '{{count, number}} file of yours lies beside what the site has, as a conflict copy.',
    conflictsText_other: '{{count, number}} files of yours lie beside what the site has, as conflict copies.',
    'first-run': 'It compared everything anew. Look at its plan.',
    'mass-change': 'Much would be deleted or replaced here. Look at its plan.',
    'root-empty': 'The folder on the site is empty now. Look at its plan.',
  },
  completed: '“{{name}}” is here',
  completedMore: '“{{name}}” and {{others, number}} more are here',
  files_one: '{{count, number}} file, {{size}}',
  files_other: '{{count, number}} files, {{size}}',
  failed: '“{{name}}” could not be downloaded',
  failedMore: '“{{name}}” and {{others, number}} more: not everything could be downloaded',
  failedFiles: '{{failed, number}} of {{files, number}} files are missing.',
  held: 'Transfers wait for you',
  queue: {
    restored: 'The list of transfers was damaged; the newest backup is in its place',
    lost: 'The list of transfers was damaged and begins anew',
  },
  settings: {
    restored: 'The settings were damaged; the newest backup is in their place',
    lost: 'The settings were damaged and begin anew',
  },
  setAside: 'What was there is kept as {{path}}.',
} as const
