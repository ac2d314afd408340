// The language of the windows. Each is written in its own words, so that it can be found by whoever reads no other.

import { Field, Select } from '@fluentui/react-components'
import { languageChoices, languageNames, type LanguageChoice } from '../../../core/model/language.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'

export function LanguageField({ choice }: { choice: LanguageChoice }) {
  const { settings } = useReverie()
  const words = useWords()
  return (
    <Field label={words('settings.language')}>
      <Select
        value={choice}
        onChange={(_event, { value }) => void settings.save({ language: value as LanguageChoice })}
      >
        {languageChoices.map((language) => (
          <option key={language} value={language} {...(language === 'system' ? {} : { lang: language })}>
            {language === 'system' ? words('settings.languageSystem') : languageNames[language]}
          </option>
        ))}
      </Select>
    </Field>
  )
}
