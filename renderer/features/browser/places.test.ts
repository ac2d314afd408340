import { describe, expect, it } from 'vitest'
import {
  crumbsOf,
  currentPlace,
  home,
  parentPlace,
  shareIdOf,
  startTrail,
  walkBy,
  walkTo,
  type FolderPlace,
} from './places.ts'

const folder = (uri: string): FolderPlace => ({ kind: 'folder', accountId: 'a', uri })
const root = folder('cloudreve://my/')
const photos = folder('cloudreve://my/Photos')
const lisbon = folder('cloudreve://my/Photos/2026%20%23Lisbon')

describe('the trail', () => {
  it('goes back and forward, and forgets what was ahead when it turns off', () => {
    const trail = walkTo(walkTo(walkTo(startTrail, root), photos), lisbon)
    const back = walkBy(trail, -1)
    expect(currentPlace(back)).toEqual(photos)
    expect(currentPlace(walkBy(back, 1))).toEqual(lisbon)
    expect(walkTo(back, root)).toEqual({ places: [root, photos, root], at: 2 })
  })
  it('stays where it is at both ends and for the same place', () => {
    const trail = walkTo(startTrail, root)
    expect([walkBy(trail, -1), walkBy(trail, 1), walkTo(trail, { ...root })]).toEqual([trail, trail, trail])
  })
  it('has no way back to or from home', () => {
    expect(walkTo(startTrail, root)).toEqual({ places: [root], at: 0 })
    expect(walkTo(walkTo(walkTo(startTrail, root), photos), home)).toEqual(startTrail)
  })
})

describe('a path', () => {
  it('is made of the root and every folder on the way', () => {
    expect(crumbsOf(lisbon).map(({ name, place }) => [name, place.uri])).toEqual([
      [undefined, 'cloudreve://my/'],
      ['Photos', 'cloudreve://my/Photos'],
      ['2026 #Lisbon', 'cloudreve://my/Photos/2026%20%23Lisbon'],
    ])
  })
  it('names the root of a share after the share', () => {
    const share: FolderPlace = { ...folder('cloudreve://abc@share/in'), rootName: 'Lisbon' }
    expect(crumbsOf(share).map(({ name }) => name)).toEqual(['Lisbon', 'in'])
    expect([shareIdOf(share), shareIdOf(root)]).toEqual(['abc', undefined])
  })
  it('leads up to the root and no further', () => {
    expect([parentPlace(lisbon), parentPlace(photos), parentPlace(root), parentPlace(home)]).toEqual([
      photos,
      root,
      undefined,
      undefined,
    ])
  })
})
