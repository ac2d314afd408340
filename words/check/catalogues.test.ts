import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../../core/model/language.ts'
import { catalogues } from '../catalogues.ts'
import { english } from '../english.ts'
import { compareCatalogues, textsOf } from './compare-catalogues.ts'
import { createUsage } from './used-keys.ts'

const top = join(import.meta.dirname, '..', '..')

/** The page and the desktop program around it. */
function sources(): readonly string[] {
  return ['renderer', 'main'].flatMap((room) =>
    readdirSync(join(top, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path))
      .map((path) => readFileSync(join(top, room, path), 'utf8')),
  )
}

describe('the catalogues', () => {
  it('hold no text that nothing shows', () => {
    const isUsed = createUsage(sources())
    expect(Object.keys(textsOf(english)).filter((key) => !isUsed(key))).toEqual([])
  })

  it.each(languages.filter((language) => language !== 'en'))(
    '%s says everything that English says and nothing else, in the plurals of the language, with the same placeholders',
    async (language) => {
      const { default: catalogue } = await catalogues[language]()
      expect(compareCatalogues(english, catalogue, language)).toEqual({ missing: [], extra: [], unlike: [] })
    },
  )
})

describe('the check itself', () => {
  const texts = {
    room: { files_one: '{{count, number}} file', files_other: '{{count, number}} files', by: 'By {{name}}' },
  }

  it('wants the plurals of the language, and the placeholders of English', () => {
    const other = {
      room: { files_one: 'файл', files_few: '{{n}}', files_other: '{{count, number}}', by: '', gone: 'x' },
    }
    expect(compareCatalogues(texts, other, 'ru')).toEqual({
      missing: ['room.files_many'],
      extra: ['room.gone'],
      unlike: ['room.files_few', 'room.by'],
    })
  })

  it('finds keys in literals and in templates', () => {
    const isUsed = createUsage(["words('room.by', {})", 'words(`room.state.${kind}.what`)'])
    expect(['room.by', 'room.state.a-b.what', 'room.state.what', 'room.files_one'].map(isUsed)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
