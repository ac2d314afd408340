import { describe, expect, it } from 'vitest'
import { defaultGuard, noRules } from '../../../../core/model/sync.ts'
import { formOf, guardOf, leavesOut, rulesOf, troublesOf } from './pair-form.ts'

const empty = formOf({ mode: 'mirror', rules: noRules, guard: defaultGuard })

describe('the form of a pair', () => {
  it('comes back as it went in', () => {
    const rules = {
      ...{ only: ['Photos'], except: ['Photos/raw'], ignore: ['*.tmp', '!keep.tmp'] },
      ...{ minBytes: 500, maxBytes: 2_000_000_000, extensions: ['jpg', 'heic'] },
    }
    const guard = { files: 10, share: 0.125 }
    const form = formOf({ mode: 'copy', rules, guard })
    expect([rulesOf(form), guardOf(form), troublesOf(form)]).toEqual([rules, guard, {}])
  })

  it('says nothing where nothing was entered', () => {
    expect([rulesOf(empty), leavesOut(rulesOf(empty)), guardOf(empty)]).toEqual([
      { only: [], except: [], ignore: [], extensions: [] },
      false,
      defaultGuard,
    ])
  })

  it('reads endings as people write them', () => {
    expect(rulesOf({ ...empty, extensions: '.JPG, *.heic jpg;' }).extensions).toEqual(['jpg', 'heic'])
  })

  it.each([
    [{ minSize: 'big' }, { minSize: 'wrongNumber' }],
    [{ minSize: '-1' }, { minSize: 'wrongNumber' }],
    [{ minSize: '10', maxSize: '2,5' }, { maxSize: 'wrongBounds' }],
    [{ guardShare: 'half' }, { guardShare: 'wrongNumber' }],
    [{ extensions: 'tar.gz' }, { extensions: 'wrongExtension' }],
    [{ extensions: 'a/b' }, { extensions: 'wrongExtension' }],
    [{ ticks: { only: [], except: [] } }, { ticks: 'needTicks' }],
    [{ minSize: '0.5', maxSize: '' }, {}],
  ])('%j: %j', (parts, troubles) => {
    expect(troublesOf({ ...empty, ...parts })).toEqual(troubles)
  })
})
