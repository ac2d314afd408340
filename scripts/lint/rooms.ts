// The architecture as data: which room may import which, and which package belongs where. The rule that enforces it is
// room-imports.ts; the rooms are described in docs/ARCHITECTURE.

/** From the most particular to the most general: a file belongs to the first room that its path begins with. */
export const rooms = [
  'core/model',
  'core/ports',
  'core/cloudreve',
  'core/transfer',
  'core/queue',
  'core/plan',
  'core/verify',
  'core/sync',
  'core/store',
  'core/engine-api.ts',
  'core/sync-api.ts',
  'core/queue-api.ts',
  'core',
  'contract',
  'words',
  'host',
  'main',
  'preload',
  'renderer',
  'headless',
  'testing',
  'e2e',
  'bench',
  'scripts',
  'build',
] as const

export type Room = (typeof rooms)[number]

const wholeCore = rooms.filter((room) => room.startsWith('core'))

/** Every room may import itself; what is not listed here is an error. */
export const mayImport: Readonly<Record<Room, readonly Room[]>> = {
  'core/model': [],
  'core/ports': ['core/model'],
  'core/engine-api.ts': ['core/model', 'core/sync-api.ts', 'core/queue-api.ts'],
  'core/sync-api.ts': ['core/model'],
  'core/queue-api.ts': ['core/model'],
  'core/cloudreve': ['core/model', 'core/ports', 'core/engine-api.ts'],
  'core/store': ['core/model', 'core/ports', 'core/engine-api.ts'],
  'core/transfer': ['core/model', 'core/ports'],
  'core/plan': ['core/model', 'core/ports'],
  'core/verify': ['core/model', 'core/ports', 'core/plan', 'core/transfer'],
  'core/sync': ['core/model', 'core/ports', 'core/sync-api.ts', 'core/transfer', 'core/store', 'core/plan'],
  'core/queue': [
    'core/model',
    'core/ports',
    'core/engine-api.ts',
    'core/transfer',
    'core/store',
    'core/plan',
  ],
  core: wholeCore,
  contract: ['core/model'],
  words: ['core/model'],
  host: [...wholeCore, 'contract'],
  main: [...wholeCore, 'contract', 'words', 'host', 'build'],
  headless: [...wholeCore, 'contract', 'host'],
  preload: ['core/model', 'contract'],
  renderer: ['core/model', 'contract', 'words'],
  testing: [...wholeCore, 'contract'],
  e2e: ['core/model', 'contract', 'testing', 'scripts'],
  bench: [...wholeCore, 'contract', 'host', 'testing', 'scripts'],
  scripts: rooms,
  build: [],
}

/** Tests stand outside the house: they may use the fakes, and inside core the neighbours of what they test. */
export function testMayImport(room: Room): readonly Room[] {
  const neighbours = room.startsWith('core') && room !== 'core/model' ? wholeCore : []
  return [...mayImport[room], ...neighbours, 'testing']
}

/** Rooms whose code runs without Node. */
export const withoutNode: readonly Room[] = ['core/model', 'contract', 'words', 'preload', 'renderer']

/** Packages that only these files may import; a name ending with `/` means everything below it. */
export const packageOwners: Readonly<Record<string, readonly string[]>> = {
  got: ['core/cloudreve/client.ts', 'core/transfer/open-stream.ts', 'bench/'],
  electron: ['main/', 'preload/', 'e2e/electron/', 'scripts/stand-in-app/'],
  'electron-store': ['main/stores/'],
  'better-sqlite3': ['core/store/', 'host/profile-lock.ts', 'testing/', 'bench/'],
  react: ['renderer/'],
  i18next: ['words/saying.ts'],
  ignore: ['core/plan/wanted.ts'],
}

/** Electron's parts that only these files may take. */
export const electronPartOwners: Readonly<Record<string, readonly string[]>> = {
  ipcMain: ['main/ipc/gate.ts'],
  ipcRenderer: ['preload/index.ts'],
  contextBridge: ['preload/index.ts'],
}
