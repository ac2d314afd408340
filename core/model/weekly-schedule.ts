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
