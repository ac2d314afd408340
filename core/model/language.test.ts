import { describe, expect, it } from 'vitest'
import { directionOf, matchLanguage } from './language.ts'

describe('the language of the system', () => {
  it.each([
    [['de-AT', 'en'], 'de', 'de-AT'],
    [['en-GB'], 'en', 'en-GB'],
    [['zh-Hant-HK'], 'zh-TW', 'zh-Hant-HK'],
    [['zh-HK'], 'zh-TW', 'zh-HK'],
    [['zh-Hans-TW'], 'zh-CN', 'zh-Hans-TW'],
    [['zh'], 'zh-CN', 'zh'],
    [['pt-PT'], 'pt-BR', 'pt-PT'],
    [['tlh', 'fr-CA'], 'fr', 'fr-CA'],
    [['tlh'], 'en', 'en'],
    [[], 'en', 'en'],
  ])('of %j is %s, with the numbers and dates of %s', (wishes, language, locale) => {
    expect(matchLanguage(wishes)).toEqual({ language, locale })
  })
  it('is written from right to left where it is Arabic', () => {
    expect([directionOf('ar-EG'), directionOf('ar'), directionOf('en'), directionOf('arn')]).toEqual([
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ])
  })
})
