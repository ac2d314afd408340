// Text as it is compared in a search by people: without case, accents and differences of encoding.

export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
