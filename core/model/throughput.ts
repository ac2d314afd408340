// How long fetching takes, learned from fetching: a time for each file and a time for each byte, fitted to what was measured
// lately. Pure. Says nothing where nothing was measured, or only files of another kind than those that are asked about.

/** Sums over measured stretches, older ones counting less. Files, mebibytes, seconds. */
export interface Throughput {
  readonly files2: number
  readonly filesMib: number
  readonly mib2: number
  readonly filesSeconds: number
  readonly mibSeconds: number
}

export interface Stretch {
  readonly files: number
  readonly bytes: number
  readonly seconds: number
}

const mebibyte = 1_048_576
/** What was measured some thirty stretches ago counts a fifth. */
const fading = 0.95
/** Of two kinds of files as much as this, or a time for each cannot be told from a time for each byte. */
const leastSpread = 0.02
/** Then only files of about that size can be judged. */
const likeness = 8

export const noThroughput: Throughput = { files2: 0, filesMib: 0, mib2: 0, filesSeconds: 0, mibSeconds: 0 }

export function addStretch(sums: Throughput, { files, bytes, seconds }: Stretch): Throughput {
  const mib = bytes / mebibyte
  return {
    files2: sums.files2 * fading + files * files,
    filesMib: sums.filesMib * fading + files * mib,
    mib2: sums.mib2 * fading + mib * mib,
    filesSeconds: sums.filesSeconds * fading + files * seconds,
    mibSeconds: sums.mibSeconds * fading + mib * seconds,
  }
}

/** Undefined where it cannot be told. At least a second otherwise. */
export function secondsFor(sums: Throughput, { files, bytes }: Omit<Stretch, 'seconds'>): number | undefined {
  if (files <= 0 || sums.files2 <= 0) return undefined
  const mib = bytes / mebibyte
  const fit = fitOf(sums)
  if (fit === undefined) {
    const measured = sums.filesMib / sums.files2
    const asked = mib / files
    const isLike = asked <= measured * likeness && measured <= asked * likeness
    // One kind of files: their number says it.
    return isLike ? atLeastOne((files * sums.filesSeconds) / sums.files2) : undefined
  }
  return atLeastOne(files * fit.perFile + mib * fit.perMib)
}

const atLeastOne = (seconds: number) => Math.max(1, Math.ceil(seconds))

/** Least squares with neither time below zero. */
function fitOf({ files2, filesMib, mib2, filesSeconds, mibSeconds }: Throughput) {
  const spread = files2 * mib2 - filesMib * filesMib
  if (spread <= leastSpread * files2 * mib2) return undefined
  const perFile = (filesSeconds * mib2 - mibSeconds * filesMib) / spread
  const perMib = (mibSeconds * files2 - filesSeconds * filesMib) / spread
  if (perFile < 0) return { perFile: 0, perMib: mibSeconds / mib2 }
  if (perMib < 0) return { perFile: filesSeconds / files2, perMib: 0 }
  return { perFile, perMib }
}
