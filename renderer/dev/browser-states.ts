// States of the file browser worth looking at on the development page. No part of the product.

import type { ShareView } from '../../contract/browser-views.ts'
import type { EntryView } from '../../contract/views.ts'
import { createFailure } from '../../core/model/failure.ts'
import { createFakeBridge, type FakeBridge } from '../bridge/fake/fake-bridge.ts'
import { aFile, aFolder, anAccount, someSettings, someTimeMs } from '../bridge/fake/fixtures.ts'

const root = 'cloudreve://my/'
const day = 86_400_000

const inPhotos = (name: string, parts: Partial<EntryView> = {}) =>
  aFile(name, { uri: `cloudreve://my/Photos/${encodeURIComponent(name)}`, ...parts })

const files = [
  aFolder('Photos'),
  aFolder('Invoices', { shared: true }),
  aFolder('Music', { shortcut: true }),
  aFile('IMG_0001.jpg', { entityId: 'e1', tags: [{ name: 'Lisbon', color: '#cc3300' }] }),
  aFile('budget 2026.xlsx', { sizeBytes: 48_200 }),
  aFile('holiday.mp4', { sizeBytes: 1_240_000_000 }),
  aFile('notes.md', { sizeBytes: 812 }),
  aFile('recording still going up.wav', { sizeBytes: 230_000_000, uploading: true }),
  aFile('thesis.pdf', { sizeBytes: 2_400_000, modifiedAtMs: Date.UTC(2025, 0, 14, 22, 5) }),
]

const share: ShareView = {
  id: 's1',
  name: 'Invoices',
  kind: 'folder',
  link: 'https://cloud.example.org/s/s1',
  protected: true,
  createdAtMs: someTimeMs,
  expiresAtMs: someTimeMs + 30 * day,
  downloadsLeft: 4,
  downloads: 12,
  visits: 57,
  expired: false,
  showsView: false,
}

const version = (entityId: string, days: number, current: boolean) => ({
  entityId,
  sizeBytes: 2_400_000 - days * 1000,
  createdAtMs: someTimeMs - days * day,
  current,
  createdBy: 'Ada',
})

export function aDriveInUse(parts: Parameters<typeof createFakeBridge>[0] = {}): FakeBridge {
  return createFakeBridge({
    accounts: [anAccount()],
    folders: {
      [root]: files,
      'cloudreve://my/Photos': [inPhotos('sea.jpg'), inPhotos('hills.jpg'), inPhotos('IMG_0002.jpg')],
      'cloudreve://my/Invoices': [aFile('2026-01.pdf', { uri: 'cloudreve://my/Invoices/2026-01.pdf' })],
      'cloudreve://trash/': [
        aFile('old draft.txt', {
          uri: 'cloudreve://trash/1',
          trashed: { from: 'cloudreve://my/old draft.txt', purgeAtMs: someTimeMs + 5 * day },
        }),
      ],
    },
    places: [
      { kind: 'pinned', uri: 'cloudreve://my/Photos', name: 'Photos', atMs: 2 },
      { kind: 'recent', uri: 'cloudreve://my/Invoices', name: 'Invoices', atMs: 3 },
      { kind: 'share', uri: 'cloudreve://abc@share/', name: 'Lisbon', atMs: 1 },
    ],
    shares: [share, { ...share, id: 's2', name: 'holiday.mp4', kind: 'file', expired: true }],
    details: {
      may: ['list', 'download', 'rename', 'move', 'copy', 'delete', 'share', 'link', 'versions'],
      versions: [version('v3', 0, true), version('v2', 3, false), version('v1', 20, false)],
      shares: [share],
      policy: { id: 'p', name: 'Big disk', type: 'local' },
      storageUsedBytes: 7_100_000,
      tags: [{ name: 'work' }],
    },
    ...parts,
  })
}

const preview = { previewId: 'p', sizeBytes: 900, truncated: false } as const
const readme = `# Trip to Lisbon

Some *notes* with a [link](https://example.org), a <script>alert(1)</script> and a picture ![sea](https://example.org/sea.jpg).

- [x] Tickets
- [ ] Hotel
  1. Breakfast
  2. View

| Day | Place |
|-----|-------|
| 1   | Belém |

\`\`\`
npm run reverie
\`\`\`

> The sea, the sea.
`

function previewing(kind: 'markdown' | 'text' | 'image', body: string, type: string): FakeBridge {
  const fake = aDriveInUse()
  fake.answer('preview.open', () => ({
    ...preview,
    kind,
    mediaType: type,
    address: `data:${type};charset=utf-8,${encodeURIComponent(body)}`,
  }))
  return fake
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#8cf"/><circle cx="300" cy="80" r="40" fill="#fd4"/></svg>'

function refusedChange(): FakeBridge {
  const fake = aDriveInUse()
  fake.answer('entry.delete', ({ uris }) => ({
    done: 1,
    failed: uris.slice(0, 2).map((uri, index) => ({
      uri,
      name: decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)),
      failure:
        index === 0
          ? createFailure('locked', '', { locks: [{ uri, application: 'upload', lockId: 'l1' }] })
          : createFailure('forbidden'),
    })),
  }))
  return fake
}

export const browserStates: Readonly<Record<string, () => FakeBridge>> = {
  drive: aDriveInUse,
  'drive-dark': () => aDriveInUse({ settings: someSettings({ theme: 'dark' }) }),
  'preview-markdown': () => previewing('markdown', readme, 'text/markdown'),
  'preview-text': () => previewing('text', readme, 'text/plain'),
  'preview-image': () => previewing('image', picture, 'image/svg+xml'),
  'change-refused': refusedChange,
}
