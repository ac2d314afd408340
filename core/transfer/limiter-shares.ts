// Divides what a bucket holds among those that want some of it: by weight, nobody more than he wants or his group may
// have, and what one leaves goes to the others. A pure function over numbers.

export interface Claim {
  readonly weight: number
  /** Bytes, finite. */
  readonly want: number
  /** Set by `shareOut`. */
  given: number
}

export interface ClaimGroup {
  /** Bytes that the group's claims may have together; Infinity for no bound. */
  readonly budget: number
  readonly claims: readonly Claim[]
}

/** Every round satisfies a claim, empties a group or spends the budget; what is left after these waits for the next time. */
const mostRounds = 16
const crumb = 1e-6

/** `budget` may be Infinity. Returns how many bytes were given in all. */
export function shareOut(budget: number, groups: readonly ClaimGroup[]): number {
  for (const { claims } of groups) for (const claim of claims) claim.given = 0
  const left = groups.map((group) => group.budget)
  let given = 0
  for (let round = 0; round < mostRounds && budget - given > crumb; round++) {
    const open = groups.map(({ claims }, index) =>
      (left[index] ?? 0) > crumb ? claims.filter(({ want, given: has }) => want - has > crumb) : [],
    )
    const total = open.reduce((sum, claims) => sum + weightOf(claims), 0)
    if (total === 0) break
    const perWeight = (budget - given) / total
    for (const [index, claims] of open.entries()) {
      const ofGroup = (left[index] ?? 0) / weightOf(claims)
      for (const claim of claims) {
        const more = Math.min(claim.want - claim.given, claim.weight * Math.min(perWeight, ofGroup))
        claim.given += more
        left[index] = (left[index] ?? 0) - more
        given += more
      }
    }
  }
  return given
}

function weightOf(claims: readonly Claim[]): number {
  return claims.reduce((sum, { weight }) => sum + weight, 0)
}
