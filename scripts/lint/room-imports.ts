// An ESLint rule that repeats the table of rooms.ts for every import, export-from and dynamic import.

import { isBuiltin } from 'node:module'
import { dirname, relative, resolve, sep } from 'node:path'
import type { Rule } from 'eslint'
import type { ImportDeclaration, Literal, Node } from 'estree'
import {
  electronPartOwners,
  mayImport,
  packageOwners,
  rooms,
  testMayImport,
  withoutNode,
  type Room,
} from './rooms.ts'

/** Path inside the project with forward slashes, however the system writes it. */
const inProject = (root: string, path: string) => relative(root, path).split(sep).join('/')
/** A room is a folder, or one file that stands for itself. */
const roomOf = (path: string) => rooms.find((room) => path === room || path.startsWith(`${room}/`))
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const owns = (owners: readonly string[], path: string) =>
  owners.some((owner) => (owner.endsWith('/') ? path.startsWith(owner) : path === owner))

/** What is wrong with `file` importing `source`; undefined where nothing is. */
export function importFault(root: string, file: string, source: string): string | undefined {
  const path = inProject(root, file)
  const room = roomOf(path)
  if (room === undefined) return undefined
  if (source.startsWith('.')) return roomFault({ root, file, path, room }, source)
  return packageFault(path, room, source)
}

interface Importer {
  readonly root: string
  readonly file: string
  readonly path: string
  readonly room: Room
}

function roomFault({ root, file, path, room }: Importer, source: string): string | undefined {
  const target = roomOf(inProject(root, resolve(dirname(file), source)))
  if (target === undefined || target === room) return undefined
  const allowed = isTest(path) ? testMayImport(room) : mayImport[room]
  return allowed.includes(target) ? undefined : `${room} must not import ${target}`
}

function packageFault(path: string, room: Room, source: string): string | undefined {
  if (isBuiltin(source)) {
    return withoutNode.includes(room) && !isTest(path) ? `${room} runs without Node: ${source}` : undefined
  }
  const name = source.split('/', source.startsWith('@') ? 2 : 1).join('/')
  const owners = packageOwners[name]
  return owners === undefined || owns(owners, path)
    ? undefined
    : `${name} is imported in ${owners.join(', ')} only`
}

function electronFaults(path: string, node: ImportDeclaration): string[] {
  if (node.source.value !== 'electron') return []
  return node.specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') {
      return ['import the parts of electron by their names']
    }
    const { name } = specifier.imported
    const owners = electronPartOwners[name]
    return owners === undefined || owns(owners, path) ? [] : [`${name} is used in ${owners.join(', ')} only`]
  })
}

export const roomImports: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { fault: '{{ fault }}' } },
  create(context) {
    const report = (node: Node, fault: string) =>
      context.report({ node, messageId: 'fault', data: { fault } })
    const check = (node: Node, source: Literal | null | undefined) => {
      if (typeof source?.value !== 'string') return
      const fault = importFault(context.cwd, context.filename, source.value)
      if (fault !== undefined) report(node, fault)
    }
    return {
      ImportDeclaration(node) {
        check(node, node.source)
        const path = inProject(context.cwd, context.filename)
        for (const fault of electronFaults(path, node)) report(node, fault)
      },
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source.type === 'Literal' ? node.source : undefined),
    }
  },
}
