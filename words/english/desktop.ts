// Words of the options of the desktop, of links that other programs hand over, and of diagnostics.

export const desktop = {
  title: 'On this computer',
  startAtLogin: 'Start with the computer, in the tray',
  keepInTray: 'Keep running in the tray when the window is closed',
  keepAwake: 'Keep the computer awake while something is transferred',
  pauseOnBattery: 'Rest while on battery power',
  pauseOnMetered: 'Rest on metered networks',
  meteredUntold:
    'Rest on metered networks: not possible here, because this system does not tell programs what its network costs.',
  watchClipboard: 'Offer share links that I copy',
  watchClipboardHint:
    'Only links of sites you have signed in to. What else you copy is neither kept nor sent.',
  notices: 'Notifications',
  notice: { all: 'What finishes, fails or needs me', problems: 'Only problems', none: 'None' },
  shortcut: 'Shortcut for the tray window',
  shortcutHint: 'Press the keys; Backspace for none.',
  shortcutNone: 'None',
  shortcutTaken: 'Another program has this shortcut. Press others.',
  diagnostics: 'Save diagnostics…',
  diagnosticsHint:
    'One zip for whoever helps you, without secrets or names of files. Reverie sends nothing by itself: there is no telemetry.',
  diagnosticsSaved: 'Saved as {{path}}',
  link: {
    title: { download: 'A link wants to download', open: 'A link wants to open' },
    site: 'Site',
    share: 'Shared link',
    folder: 'In my files',
    root: 'All of my files',
    known: 'You have an account at this site.',
    unknown: 'You have no account at this site. It is asked only after you agree.',
    look: 'See what it is',
    looking: 'Asking the site…',
    found: 'It is “{{name}}”.',
    download: 'Download',
    open: 'Open',
    signIn: 'Sign in to this site…',
    added: 'Downloading “{{name}}”',
  },
} as const
