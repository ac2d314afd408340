import { expect, it } from 'vitest'
import { placeOfText } from './path-address.ts'
import type { FolderPlace } from './places.ts'

const here: FolderPlace = {
  kind: 'folder',
  accountId: 'a',
  uri: 'cloudreve://my/Photos',
  search: { names: ['x'] },
}
const share: FolderPlace = {
  kind: 'folder',
  accountId: 'a',
  uri: 'cloudreve://abc@share/',
  rootName: 'Lisbon',
}
const folder = (uri: string, more: object = {}) => ({ kind: 'folder', accountId: 'a', uri, ...more })

it.each([
  ['Photos/2026 #1', here, folder('cloudreve://my/Photos/2026%20%231')],
  ['/', here, folder('cloudreve://my/')],
  [' cloudreve://my/Music ', here, folder('cloudreve://my/Music')],
  ['cloudreve://trash/', here, folder('cloudreve://trash/')],
  ['Sub', share, folder('cloudreve://abc@share/Sub', { rootName: 'Lisbon' })],
  ['cloudreve://def@share/', share, folder('cloudreve://def@share/')],
  ['cloudreve://abc:secret@share/', here, undefined],
  ['cloudreve://nowhere/x', here, undefined],
  ['https://example.org', here, undefined],
  ['../..', here, undefined],
  ['  ', here, undefined],
])('%s is a place or none', (text, from, place) => {
  expect(placeOfText(text, from)).toEqual(place)
})
