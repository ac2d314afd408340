// States of a newer version worth looking at on the development page, in the settings. No part of the product.

import type { Release, UpdateState } from '../../contract/update-treaty.ts'
import { createFakeBridge, type FakeBridge } from '../bridge/fake/fake-bridge.ts'
import { aFolder, anAccount } from '../bridge/fake/fixtures.ts'

const release: Release = {
  version: '0.2.0',
  notes: '- Folders kept in step.\n- A window at the tray icon.\n- Eleven languages.',
  sizeBytes: 104_000_000,
}

function withUpdate(update: UpdateState): () => FakeBridge {
  return () => {
    const fake = createFakeBridge({
      accounts: [anAccount()],
      folders: { 'cloudreve://my/': [aFolder('Music')] },
    })
    fake.state.update = update
    return fake
  }
}

export const updateStates: Readonly<Record<string, () => FakeBridge>> = {
  'update-none': withUpdate({ kind: 'idle', checkedAtMs: 0 }),
  'update-unreachable': withUpdate({ kind: 'idle', problem: 'unreachable' }),
  'update-there': withUpdate({ kind: 'available', release }),
  'update-broken': withUpdate({ kind: 'available', release, problem: 'corrupt' }),
  'update-coming': withUpdate({ kind: 'downloading', release, bytesDone: 40_000_000 }),
  'update-ready': withUpdate({ kind: 'ready', release }),
}
