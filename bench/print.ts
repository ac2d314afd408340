// A row's result on the terminal.

import { formatGoal, formatValue, isMet } from './row.ts'
import type { Figure, Table } from './row.ts'
import type { RowResult } from './report.ts'

export function printReport({ report, trouble, seconds }: RowResult, say: (line: string) => void): void {
  if (report === undefined) {
    say(`failed after ${String(seconds)} s: ${trouble ?? ''}`)
    return
  }
  for (const { title, table } of report.tables ?? []) say(`\n${title}\n${formatTable(table)}`)
  say('')
  say(formatTable({ head: ['figure', '', 'goal', ''], lines: report.figures.map(figureCells) }))
  for (const note of report.notes ?? []) say(`  ${note}`)
  say(`  (${String(seconds)} s)`)
}

export function figureCells(figure: Figure): string[] {
  const { what, value, unit, goal } = figure
  const met = isMet(figure)
  return [
    what,
    value === undefined || Number.isNaN(value) ? 'not known' : `${formatValue(value)} ${unit}`.trim(),
    goal === undefined ? '' : formatGoal(goal),
    met === undefined ? '' : met ? 'met' : 'missed',
  ]
}

function formatTable({ head, lines }: Table): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] ?? '').length)),
  )
  return [head, ...lines]
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return column === 0 ? cell.padEnd(width) : cell.padStart(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
