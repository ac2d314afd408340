// States worth looking at on the development page, by name. No part of the product.

import { createFailure } from '../../core/model/failure.ts'
import type { QueueRow } from '../../contract/views.ts'
import { createFakeBridge, shareUri, type FakeBridge } from '../bridge/fake/fake-bridge.ts'
import {
  aBatch,
  aFile,
  aFolder,
  aHost,
  anAccount,
  aSummary,
  aTransfer,
  someSettings,
} from '../bridge/fake/fixtures.ts'
import { aQueue } from '../bridge/fake/fake-queue.ts'
import { browserStates } from './browser-states.ts'
import { syncStates } from './sync-states.ts'
import { updateStates } from './update-states.ts'

const root = 'cloudreve://my/'
const guest = anAccount({
  id: 'away:guest',
  site: 'https://files.example.net',
  siteTitle: 'Studio files',
  kind: 'guest',
  email: '',
  nickname: '',
})
const held = anAccount({
  id: 'work:7',
  site: 'https://work.example.com',
  siteTitle: 'Work',
  email: 'ada@work.example.com',
  nickname: 'Ada L.',
  health: 'sign-in-required',
})

const files = [
  aFolder('2026-08 Lisbon'),
  aFolder('Invoices', { shared: true }),
  aFolder('Music', { shortcut: true }),
  aFile('IMG_0001.heic'),
  aFile('IMG_0002.heic', { sizeBytes: 3_870_112 }),
  aFile('budget 2026.xlsx', { sizeBytes: 48_200 }),
  aFile('holiday.mp4', { sizeBytes: 1_240_000_000 }),
  aFile('notes.txt', { sizeBytes: 812 }),
  aFile('recording still going up.wav', { sizeBytes: 230_000_000, uploading: true }),
  aFile('slides.pptx', { sizeBytes: 9_900_000 }),
  aFile('thesis.pdf', { sizeBytes: 2_400_000, modifiedAtMs: Date.UTC(2025, 0, 14, 22, 5) }),
]

const strangeNames = [
  aFolder('📷 Photos of the 👨‍👩‍👧‍👦 family 🏖️'),
  aFolder('مجلد الصور'),
  aFile(`${'a very long name '.repeat(15)}.pdf`),
  aFile('تقرير 2026 (نسخة).docx'),
  aFile('invoice\u202efdp.exe'),
  aFile('two\nlines\tand a tab.txt'),
  aFile('日本語のとても長いファイル名テスト.zip'),
  aFile('שלום עולם.mp3'),
  aFile('zero\u200bwidth.txt'),
  aFile('no ending'),
]

const inLisbon: QueueRow[] = Array.from({ length: 10_000 }, (_none, index) =>
  aTransfer(`IMG_${String(index + 1).padStart(5, '0')}.heic`, index < 97 ? 'completed' : 'queued', {
    batchId: 'batch 2026-08 Lisbon',
    bytesTotal: 4_100_000,
    bytesDone: index < 97 ? 4_100_000 : 0,
    ...(index < 97 ? { outcome: 'downloaded' } : {}),
  }),
)

function everyState(): QueueRow[] {
  const soon = Date.now() + 12_000
  return [
    aTransfer('holiday.mp4', 'downloading', { bytesDone: 744_000_000 }),
    aBatch('2026-08 Lisbon', 'running', { filesTotal: 10_000 }),
    aTransfer('report.pdf', 'held', {
      failure: createFailure('conflict-undecided'),
      cause: { scope: 'transfer' },
      conflict: 'ask',
      bytesTotal: 2_400_000,
    }),
    aTransfer('busy.iso', 'waiting', {
      failure: createFailure('server-busy', 'GET /f/… answered 503', {
        status: 503,
        correlationId: '0195b2c4-77aa',
      }),
      retryAtMs: soon,
      bytesDone: 400_000_000,
    }),
    aTransfer('contract.docx', 'held', {
      accountId: 'work:7',
      failure: createFailure('sign-in-required'),
      cause: { scope: 'account', accountId: 'work:7' },
    }),
    aTransfer('queued.bin', 'queued'),
    aTransfer('link.bin', 'resolving', { failure: createFailure('link-expired'), bytesDone: 90_000_000 }),
    aTransfer('last steps.bin', 'finishing', { bytesDone: 1_200_000_000 }),
    aTransfer('paused.tar.gz', 'paused', { bytesDone: 744_000_000 }),
    aBatch('Big folder', 'walking', {
      walked: false,
      filesTotal: 1_480,
      filesDone: 12,
      bytesDone: 52_000_000,
    }),
    aTransfer('gone.txt', 'failed', {
      failure: createFailure('not-found', 'file not found', { code: 40016, correlationId: '0195b2c4-88bb' }),
    }),
    aBatch('Half of it', 'failed', { filesFailed: 2, filesDone: 212 }),
    aTransfer('thesis.pdf', 'completed', {
      bytesTotal: 2_400_000,
      bytesDone: 2_400_000,
      outcome: 'downloaded',
    }),
    aTransfer('same.pdf', 'completed', { bytesTotal: 2_400_000, bytesDone: 2_400_000, outcome: 'skipped' }),
    aTransfer('تقرير 2026 (نسخة).docx', 'canceled'),
  ]
}

function signedIn(parts: Parameters<typeof createFakeBridge>[0] = {}): FakeBridge {
  return createFakeBridge({ accounts: [anAccount(), held, guest], folders: { [root]: files }, ...parts })
}

function busyQueue(): FakeBridge {
  const fake = signedIn({
    rows: everyState(),
    files: { 'batch 2026-08 Lisbon': inLisbon },
    summary: aSummary(
      { downloading: 4, queued: 9_903, waiting: 1, held: 2, paused: 1, completed: 99, failed: 1 },
      {
        bytesLeft: 41_000_000_000,
        bytesPerSecond: 41_200_000,
        secondsLeft: 720,
        holds: [
          {
            cause: { scope: 'account', accountId: 'work:7' },
            failure: createFailure('sign-in-required'),
            transfers: 3,
          },
          { cause: { scope: 'transfer' }, failure: createFailure('conflict-undecided'), transfers: 1 },
        ],
      },
    ),
  })
  let bytesDone = 744_000_000
  setInterval(() => {
    bytesDone = Math.min(1_190_000_000, bytesDone + 4_500_000)
    const item = { id: 'transfer holiday.mp4', batchId: 'batch holiday.mp4', bytesDone }
    const lisbon = { id: 'x', batchId: 'batch 2026-08 Lisbon', bytesDone: bytesDone - 744_000_000 }
    fake.emit('queue.progress', {
      items: [
        { ...item, bytesPerSecond: 18_000_000, secondsLeft: 25 },
        { ...lisbon, bytesPerSecond: 23_200_000 },
      ],
      bytesPerSecond: 41_200_000,
    })
  }, 250)
  return fake
}

/** Ten thousand downloads in two queues. */
function manyTransfers(): FakeBridge {
  const states = ['downloading', 'queued', 'queued', 'paused', 'completed', 'failed'] as const
  const rows = Array.from({ length: 10_000 }, (_none, index): QueueRow => {
    const state = states[index % states.length] ?? 'queued'
    return aTransfer(`Film ${String(index + 1).padStart(5, '0')}.mkv`, state, {
      bytesDone: state === 'downloading' ? 1_000_000 * (index % 900) : 0,
      queueId: index % 4 === 0 ? 'night' : 'default',
      priority: index % 5 === 0 ? 'high' : 'normal',
      ...(state === 'failed' ? { failure: createFailure('not-found') } : {}),
      ...(state === 'completed' ? { outcome: 'downloaded' as const } : {}),
      ...(index === 1 ? { startAtMs: Date.UTC(2027, 0, 4, 2) } : {}),
    })
  })
  const fake = busyQueue()
  fake.state.rows = [...everyState(), ...rows]
  fake.state.host = aHost({ hasTrash: true, quitWhenDone: false })
  fake.state.queues = [
    ...fake.state.queues,
    aQueue('Night', { id: 'night', paused: true, speedLimit: 5_000_000, concurrency: 2, open: 2_500 }),
  ]
  return fake
}

function refusing(kind: Parameters<FakeBridge['refuse']>[1]): FakeBridge {
  const fake = signedIn()
  fake.refuse('browser.list', kind, { code: 40081, correlationId: '0195b2c4-99cc' })
  return fake
}

export const states: Readonly<Record<string, () => FakeBridge>> = {
  ...browserStates,
  ...syncStates,
  ...updateStates,
  'first-run': () => createFakeBridge({ host: aHost({ face: 'web', canOpenFiles: false }) }),
  'plain-vault': () => createFakeBridge({ host: aHost({ plainVault: true }) }),
  captcha: () => {
    const fake = createFakeBridge()
    fake.answer('site.describe', ({ site }) => ({
      site,
      title: 'Home',
      version: '4.12.0',
      captcha: 'picture',
      browser: true,
      passkeys: false,
    }))
    fake.refuse('account.signIn', 'captcha-wrong', { code: 40026 })
    return fake
  },
  otp: () => {
    const fake = createFakeBridge()
    fake.answer('account.signIn', () => ({ step: 'otp', challenge: 'challenge' }))
    fake.refuse('account.answerOtp', 'otp-wrong')
    return fake
  },
  'wrong-password': () => {
    const fake = createFakeBridge()
    fake.refuse('account.signIn', 'wrong-credentials', { code: 40080 })
    return fake
  },
  'share-password': () => {
    const fake = createFakeBridge({ folders: { [shareUri]: files } })
    fake.answer('share.open', ({ password }) =>
      password === undefined
        ? { step: 'password' }
        : { step: 'opened', accountId: guest.id, uri: shareUri, name: 'Lisbon' },
    )
    return fake
  },
  files: () => signedIn(),
  names: () => signedIn({ folders: { [root]: strangeNames } }),
  empty: () => signedIn({ folders: {} }),
  many: () =>
    signedIn({
      pageSize: 2_000,
      folders: {
        [root]: Array.from({ length: 100_000 }, (_none, index) =>
          aFile(`IMG_${String(index + 1).padStart(6, '0')}.heic`, { sizeBytes: 3_000_000 + index }),
        ),
      },
    }),
  loading: () => {
    const fake = signedIn()
    fake.answer('browser.list', () => new Promise(() => undefined))
    return fake
  },
  offline: () => refusing('offline'),
  'signed-out': () => refusing('sign-in-required'),
  forbidden: () => refusing('forbidden'),
  error: () => refusing('bad-response'),
  queue: busyQueue,
  transfers: manyTransfers,
  dark: () => signedIn({ settings: someSettings({ theme: 'dark' }) }),
  done: () =>
    signedIn({
      rows: [aTransfer('thesis.pdf', 'completed', { bytesDone: 2_400_000, bytesTotal: 2_400_000 })],
      summary: aSummary({ completed: 1 }),
    }),
}
