import { expect, it } from 'vitest'
import { longPath } from './long-path.ts'

const deep = Array.from({ length: 60 }, () => 'folder').join('\\')

it.each([
  ['a drive', `C:\\${deep}\\a.bin`, `\\\\?\\C:\\${deep}\\a.bin`],
  ['a share of another machine', `\\\\nas\\media\\${deep}`, `\\\\?\\UNC\\nas\\media\\${deep}`],
  ['what has it already', `\\\\?\\C:\\${deep}`, `\\\\?\\C:\\${deep}`],
  ['slashes of another system', 'C:/Users/me/a.bin', '\\\\?\\C:\\Users\\me\\a.bin'],
])('Windows: a path of more than 260 characters gets the prefix for long ones: %s', (_name, path, long) => {
  expect(longPath(path, 'win32')).toBe(long)
})

it('elsewhere a path is what it is', () => {
  expect([longPath('/a/b', 'linux'), longPath('/a/b', 'darwin')]).toEqual(['/a/b', '/a/b'])
})
