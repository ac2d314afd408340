import { expect, test } from 'vitest'
import { refuseOldNode } from './old-node.ts'

const told = (node: string) => {
  const said: unknown[] = []
  refuseOldNode({
    versions: { node },
    stderr: { write: (text: string) => said.push(text) },
    exit: (code: number) => said.push(code),
  } as unknown as NodeJS.Process)
  return said
}

test('a Node that the database would crash is refused in words, with the code for wrong usage', () => {
  expect(told('20.19.0')).toEqual([expect.stringContaining('needs Node 22 or newer, and this is 20.19.0'), 2])
  expect(told('22.0.0')).toEqual([])
  expect(told('24.21.0')).toEqual([])
})
