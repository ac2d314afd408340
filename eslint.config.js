// The rules of the house that a machine can check. The table of rooms is in scripts/lint/rooms.ts; how the code looks is
// Prettier's business.

import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { roomImports } from './scripts/lint/room-imports.ts'

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'release/', '.cache/', 'test-results/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.tests.json',
          './core/model/tsconfig.json',
          './{core,contract,words,host,main,preload,renderer,headless,testing,e2e,bench,scripts}/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An async function without await is how an interface is met whose other half needs one.
      '@typescript-eslint/require-await': 'off',
      // Our objects are made by factories: their methods close over state and never read `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    plugins: { house: { rules: { 'room-imports': roomImports } } },
    rules: {
      'house/room-imports': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-params': ['error', { max: 3 }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  // A table in a test names its columns.
  { files: ['**/*.test.{ts,tsx}'], rules: { 'max-params': 'off' } },
  // They speak to a terminal.
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
)
