// Hours of the week in which another speed limit holds, or nothing is transferred. A rule speaks of the wall clock where
// the computer stands; who asks says what that clock shows.

export interface WeeklyRule {
  /** 0 is Sunday, 6 is Saturday: the days on which the span begins; at least one. */
  readonly days: readonly number[]
  /** Minutes since midnight, 0 to 1439. */
  readonly fromMinute: number
  /** One past the last minute, 1 to 1440; not after `fromMinute` means over midnight. */
  readonly untilMinute: number
  readonly action: { readonly kind: 'limit'; readonly bytesPerSecond: number } | { readonly kind: 'pause' }
}

/** What a clock on the wall shows. */
export interface LocalTime {
  /** 0 is Sunday. */
  readonly day: number
  /** Since midnight. */
  readonly minute: number
  readonly second: number
}

const minutesOfDay = 1_440
const minutesOfWeek = 7 * minutesOfDay

/** The first rule that holds now. */
export function ruleAt(rules: readonly WeeklyRule[], { day, minute }: LocalTime): WeeklyRule | undefined {
  return ruleAtMinute(rules, day * minutesOfDay + minute)
}

/**
 * Milliseconds until another action (or none) holds; undefined where that never happens. By the clock as it goes now:
 * where it is put forward or back in between, for summer time too, the answer is off by as much.
 */
export function nextChangeAt(rules: readonly WeeklyRule[], time: LocalTime): number | undefined {
  const now = time.day * minutesOfDay + time.minute
  const current = describe(ruleAtMinute(rules, now))
  const edges = rules.flatMap((rule) =>
    rule.days.flatMap((day) => {
      const start = day * minutesOfDay + rule.fromMinute
      return [start, start + lengthOf(rule)]
    }),
  )
  const distances = edges.map((edge) => (((edge - now) % minutesOfWeek) + minutesOfWeek) % minutesOfWeek)
  const next = distances
    .filter((distance) => distance > 0)
    .sort((one, other) => one - other)
    .find((distance) => describe(ruleAtMinute(rules, now + distance)) !== current)
  return next === undefined ? undefined : (next * 60 - time.second) * 1_000
}

function ruleAtMinute(rules: readonly WeeklyRule[], minuteOfWeek: number): WeeklyRule | undefined {
  return rules.find((rule) =>
    rule.days.some((day) => {
      const since = minuteOfWeek - (day * minutesOfDay + rule.fromMinute)
      return ((since % minutesOfWeek) + minutesOfWeek) % minutesOfWeek < lengthOf(rule)
    }),
  )
}

/** 1 to 1440 minutes. */
function lengthOf({ fromMinute, untilMinute }: WeeklyRule): number {
  return untilMinute > fromMinute ? untilMinute - fromMinute : untilMinute + minutesOfDay - fromMinute
}

function describe(rule: WeeklyRule | undefined): string {
  if (rule === undefined) return 'none'
  return rule.action.kind === 'pause' ? 'pause' : `limit ${rule.action.bytesPerSecond}`
}
