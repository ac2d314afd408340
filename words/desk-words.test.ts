import { describe, expect, it } from 'vitest'
import { languages } from '../core/model/language.ts'
import { createDeskLanguage, deskWords } from './desk-words.ts'

describe('the words of the desktop', () => {
  it('are there in every language', () => {
    const said = languages.map((language) => deskWords(language, [])('desk.notice.finished'))
    expect(new Set(said).size).toBe(languages.length)
  })
  it('follow the system until somebody chooses', () => {
    const language = createDeskLanguage(['fr-CA', 'en'])
    const heard: string[] = []
    const stop = language.onChanged(() => heard.push(language.words()('tray.quit')))
    expect([language.words().locale, language.words()('tray.quit')]).toEqual(['fr-CA', 'Quitter'])
    language.choose('system')
    language.choose('de')
    language.choose('de')
    stop()
    language.choose('en')
    expect([heard, language.words()('tray.quit')]).toEqual([['Beenden'], 'Quit'])
  })
  it('keep the figures of the system’s variant of the chosen language', () => {
    expect(deskWords('de', ['de-CH']).locale).toBe('de-CH')
  })
})
