// docs/BENCHMARKS.md, made from a report.

import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { root } from '../scripts/places.ts'
import { figureCells } from './print.ts'
import { reasonOf } from './reasons.ts'
import type { BenchReport, RowResult } from './report.ts'
import { isMet } from './row.ts'

const place = join(root, 'docs', 'BENCHMARKS.md')

/** Resolves with the path, as seen from the tree's top. */
export async function writeDocument(report: BenchReport): Promise<string> {
  const config = (await resolveConfig(place)) ?? {}
  await writeFile(place, await format(toMarkdown(report), { ...config, parser: 'markdown' }))
  return relative(root, place)
}

function toMarkdown(report: BenchReport): string {
  const { machine, peers } = report
  const judged = report.results.flatMap(({ report: row }) => row?.figures ?? []).map(isMet)
  const count = (value: boolean) => judged.filter((met) => met === value).length
  const tools = Object.entries(peers).map(([name, version]) => `${name} ${version}`)
  return [
    '# Benchmarks',
    'Made by `npm run bench -- --write`; not edited by hand.',
    `Measured on ${report.date}: ${String(machine.cores)} cores (${machine.processor}), ${String(machine.memoryGib)} GiB of memory, ${machine.system}, Node ${machine.node}. Peers: ${tools.join(', ') || 'none installed'}. Bytes served by ${report.server}, links by the fake Cloudreve, everything on loopback.`,
    `Contenders take turns within each of ${String(report.rounds)} rounds, on the same server and the same disk, each as a whole process; figures are medians, ratios are medians of the ratios within a round, and every byte is compared after every run unless a row says otherwise.${report.quick ? ' **Sizes were cut (`--quick`): these figures are no benchmark.**' : ''}`,
    `**${String(count(true))} goals met, ${String(count(false))} missed.**`,
    ...report.results.map(sectionOf),
  ].join('\n\n')
}

function sectionOf({ id, title, report, trouble }: RowResult): string {
  if (report === undefined) return `## ${title}\n\nThe row failed: ${trouble ?? ''}`
  const figures = report.figures.map((figure) => {
    const [what = '', value = '', goal = '', met = ''] = figureCells(figure)
    const reason = met === 'missed' ? reasonOf(id, figure.what) : undefined
    return [what, value, goal, reason === undefined ? met : `${met}: ${reason}`]
  })
  return [
    `## ${title}`,
    tableOf(['', 'figure', 'goal', ''], figures),
    ...(report.tables ?? []).map(
      ({ title: name, table }) => `${name}:\n\n${tableOf(table.head, table.lines)}`,
    ),
    ...(report.notes ?? []),
  ].join('\n\n')
}

function tableOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n')
}
