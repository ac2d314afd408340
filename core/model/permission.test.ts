import { expect, it } from 'vitest'
import { permissionsOf } from './permission.ts'

/** As observed (cloudreve-api.md section 4.2). */
const sets = { my: 'w8edAQ==', share: 'gIaYAQ==', trash: 'AMIK', sharedWithMe: 'gAKA' }
const may = (set: keyof typeof sets, owned: boolean) =>
  permissionsOf({
    capability: new Uint8Array(Buffer.from(sets[set], 'base64')),
    owned,
    inTrash: set === 'trash',
  }).join(' ')

it('lets an owner do everything but restore', () => {
  expect(may('my', true)).toBe('list download create rename move copy delete share link versions thumbnail')
})
it('lets a guest of a share look and download', () => {
  expect(may('share', false)).toBe('list download thumbnail')
})
it('lets the owner of the bin restore and delete', () => {
  expect(may('trash', true)).toBe('list delete restore')
})
it('lets nobody do anything where the site says nothing', () => {
  expect(permissionsOf({ capability: new Uint8Array(), owned: true, inTrash: false })).toEqual([])
})
it('lets one look at what others share', () => {
  expect(may('sharedWithMe', true)).toBe('list download')
})
