// What the desktop program understands on its command line. Electron's and Chromium's own switches pass by unread.

import { isAbsolute, resolve } from 'node:path'

export interface CommandLine {
  /** Absolute; undefined means the user's own profile. */
  readonly profile: string | undefined
  /** Starts in the tray without a window, as after signing in to the system. */
  readonly hidden: boolean
}

export interface Surroundings {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
}

/** `--profile DIR` wins over REVERIE_HOME. */
export function readCommandLine({ args, env, folder }: Surroundings): CommandLine {
  const profile = valueOf(args, '--profile') ?? nonEmpty(env['REVERIE_HOME'])
  return {
    profile: profile === undefined || isAbsolute(profile) ? profile : resolve(folder, profile),
    hidden: args.includes('--hidden'),
  }
}

function valueOf(args: readonly string[], option: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`${option}=`))
  if (joined !== undefined) return nonEmpty(joined.slice(option.length + 1))
  const index = args.indexOf(option)
  return index === -1 ? undefined : nonEmpty(args[index + 1])
}

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text)
