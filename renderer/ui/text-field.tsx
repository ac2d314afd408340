// A labelled text field with its message below: an error in words, or a warning. The label is the accessible name.

import { Field, Input, type InputProps } from '@fluentui/react-components'

interface TextFieldProps {
  name: string
  label: string
  value: string
  onChange: (text: string) => void
  onBlur?: () => void
  error?: string | undefined
  warning?: string | undefined
  hint?: string | undefined
  placeholder?: string
  /** Typed unseen. */
  secret?: boolean
  inputMode?: InputProps['inputMode']
  autoComplete?: string
}

export function TextField({
  label,
  error,
  warning,
  hint,
  secret = false,
  onChange,
  ...input
}: TextFieldProps) {
  const { onBlur, placeholder, inputMode, autoComplete, ...required } = input
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} {...messageOf(error, warning)}>
      <Input
        {...required}
        type={secret ? 'password' : 'text'}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(_event, { value }) => onChange(value)}
        {...(onBlur === undefined ? {} : { onBlur })}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(autoComplete === undefined ? {} : { autoComplete })}
      />
    </Field>
  )
}

function messageOf(error: string | undefined, warning: string | undefined) {
  if (error !== undefined) return { validationMessage: error, validationState: 'error' as const }
  if (warning !== undefined) return { validationMessage: warning, validationState: 'warning' as const }
  return {}
}
