// The server under all contenders: the fake Cloudreve in a process of its own, so that it takes no time from whoever is
// measured. Started by run.ts with the shape of the tree as arguments; tells its address on the first line.

import { startFakeCloudreve } from '../testing/fake-cloudreve/index.ts'

const [bigBytes = '0', smallCount = '0', smallBytes = '0'] = process.argv.slice(2)
const fake = await startFakeCloudreve()
fake.tree.addFile('/big.bin', { sizeBytes: Number(bigBytes) })
for (let index = 0; index < Number(smallCount); index++) {
  fake.tree.addFile(`/small/${String(index).padStart(6, '0')}.bin`, { sizeBytes: Number(smallBytes) })
}
const names = [
  '/big.bin',
  ...Array.from({ length: Number(smallCount) }, (_, i) => `/small/${String(i).padStart(6, '0')}.bin`),
]
process.send?.({
  url: fake.url,
  user: fake.user,
  sha256: Object.fromEntries(names.map((name) => [name, fake.content(name).sha256()])),
})
process.once('disconnect', () => process.exit(0))
