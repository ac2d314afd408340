// Why a goal was missed, in one sentence, written by hand after looking; the key is the row's id and the figure's name.

export const reasons: Readonly<Record<string, string>> = {}

export function reasonOf(rowId: string, what: string): string | undefined {
  return reasons[`${rowId}: ${what}`]
}
