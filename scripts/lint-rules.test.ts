import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { importFault } from './lint/room-imports.ts'

const root = join(import.meta.dirname, '..')

describe('the table of rooms', () => {
  it.each([
    ['core/queue/queue.ts', '../transfer/classify.ts', undefined],
    ['core/queue/queue.ts', './backoff.ts', undefined],
    ['core/queue/queue.ts', '../../main/index.ts', 'core/queue must not import main'],
    ['core/queue/queue.ts', '../../contract/views.ts', 'core/queue must not import contract'],
    ['core/cloudreve/client.ts', '../queue/queue.ts', 'core/cloudreve must not import core/queue'],
    ['core/transfer/runner.ts', '../cloudreve/links.ts', 'core/transfer must not import core/cloudreve'],
    ['core/model/entry.ts', '../ports/clock.ts', 'core/model must not import core/ports'],
    ['renderer/app/page.tsx', '../../core/model/entry.ts', undefined],
    ['renderer/app/page.tsx', '../../core/engine-api.ts', 'renderer must not import core/engine-api.ts'],
    ['preload/index.ts', '../host/host.ts', 'preload must not import host'],
    ['headless/serve.ts', '../main/shell.ts', 'headless must not import main'],
    ['host/create-host.ts', '../testing/fake-cloudreve/index.ts', 'host must not import testing'],
    ['host/create-host.test.ts', '../testing/fake-cloudreve/index.ts', undefined],
    ['renderer/app/page.test.tsx', '../../core/engine.ts', 'renderer must not import core'],
    ['core/model/entry.ts', 'node:path', 'core/model runs without Node: node:path'],
    ['core/model/entry.test.ts', 'node:path', undefined],
    ['renderer/app/page.tsx', 'fs', 'renderer runs without Node: fs'],
    ['main/shell.ts', 'node:fs/promises', undefined],
    ['core/transfer/open-stream.ts', 'got', undefined],
    [
      'core/transfer/segments.ts',
      'got',
      'got is imported in core/cloudreve/client.ts, core/transfer/open-stream.ts, bench/ only',
    ],
    [
      'host/create-host.ts',
      'electron/main',
      'electron is imported in main/, preload/, e2e/electron/, scripts/stand-in-app/ only',
    ],
    ['electron.vite.config.ts', './main/ipc/channels.ts', undefined],
  ])('%s importing %s: %s', (file, source, fault) => {
    expect(importFault(root, join(root, file), source)).toBe(fault)
  })
})

/** On CI typescript-eslint would read the file from the disk instead of the text with the planted fault. */
const asGiven = { disallowAutomaticSingleRunInference: true }

describe('a planted fault is an error of the linter', () => {
  const lint = async (file: string, text: string) => {
    const eslint = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions: asGiven } } })
    const [result] = await eslint.lintText(text, { filePath: join(root, file) })
    return result?.messages.map(({ ruleId, severity, message }) => [ruleId, severity, message])
  }

  it('an import that leaves its room, static, dynamic and exported', async () => {
    const text = [
      "import { createShell } from '../../main/shell.ts'",
      "export { createHost } from '../../host/create-host.ts'",
      "export * from '../../testing/conformance/suite.ts'",
      "export const load = () => import('../../main/shell.ts')",
      'export const made = createShell',
    ].join('\n')
    const found = await lint('core/model/entry.ts', text)
    expect(found?.filter(([rule]) => rule === 'house/room-imports')).toEqual([
      ['house/room-imports', 2, 'core/model must not import main'],
      ['house/room-imports', 2, 'core/model must not import host'],
      ['house/room-imports', 2, 'core/model must not import testing'],
      ['house/room-imports', 2, 'core/model must not import main'],
    ])
  }, 60_000)

  it('ipcMain outside the gate, and a promise left alone', async () => {
    const text = ["import { ipcMain } from 'electron'", 'Promise.resolve(ipcMain.eventNames())', ''].join(
      '\n',
    )
    expect(await lint('main/shell.ts', text)).toEqual([
      ['house/room-imports', 2, 'ipcMain is used in main/ipc/gate.ts only'],
      [
        '@typescript-eslint/no-floating-promises',
        2,
        'Promises must be awaited, end with a call to .catch, end with a call to .then with a rejection handler or be explicitly marked as ignored with the `void` operator.',
      ],
    ])
  }, 60_000)

  it('a comment does not switch a rule off', async () => {
    const text = "// eslint-disable-next-line\nexport const load = () => import('../main/shell.ts')\n"
    const found = await lint('contract/views.ts', text)
    expect(found?.map(([rule]) => rule)).toContain('house/room-imports')
  }, 60_000)
})
