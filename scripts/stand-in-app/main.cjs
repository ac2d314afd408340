// What `electron <folder>` does where the Electron at hand came without its default app: preloads the `-r` modules,
// then becomes the program in <folder>. Tests only; never part of a package.

const { app } = require('electron')
const Module = require('node:module')
const path = require('node:path')

const given = process.argv.slice(1)
const preloads = []
let folder
for (let index = 0; index < given.length && folder === undefined; index += 1) {
  const argument = given[index]
  if (argument === '-r' || argument === '--require') preloads.push(given[(index += 1)])
  else if (!argument.startsWith('-')) folder = path.resolve(argument)
}
if (folder === undefined) {
  process.stderr.write('usage: electron <folder of a program>\n')
  app.exit(2)
} else {
  const manifest = require(path.join(folder, 'package.json'))
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  app.setAppPath(folder)
  process.argv.splice(1, given.length, folder, ...given.slice(given.indexOf(folder) + 1))
  Module._preloadModules(preloads)
  Module._load(path.join(folder, manifest.main), Module, true)
}
