// Words of the settings.

export const settings = {
  open: 'Settings',
  title: 'Settings',
  folder: 'Download folder',
  change: 'Change…',
  concurrency: 'Transfers at the same time',
  concurrencyHint: '1 to 16. Fewer is kinder to slow disks and sites.',
  conflict: 'When a file is already there',
  policy: {
    rename: 'Keep both, number the new one',
    overwrite: 'Replace the old file',
    skip: 'Keep the old file, skip the new one',
    'skip-if-same': 'Skip when it is the same, otherwise keep both',
    ask: 'Ask me each time',
  },
  limit: 'Limit the speed',
  limitValue: 'Highest speed in MB/s',
  limitWrong: 'Enter a number greater than 0.',
  theme: 'Appearance',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  version: 'Reverie {{version}}',
} as const
