// What the desktop program understands on its command line. Electron's and Chromium's own switches pass by unread.

import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { parseCloudUri } from '../core/model/cloud-uri.ts'
import { parseDeepLink } from '../core/model/deep-link.ts'
import { parseShareLink } from '../core/model/share-link.ts'
import { parseSitePage } from '../core/model/site-page.ts'

export interface CommandLine {
  /** Absolute; undefined means the user's own profile. */
  readonly profile: string | undefined
  /** Starts in the tray without a window, as after signing in to the system. */
  readonly hidden: boolean
  /** Opens the tray window: for desktops that let no program have a shortcut of its own (Wayland). */
  readonly quick: boolean
  /** Share links, `cloudreve://` URIs, pages of a site and `reverie://` links, in their order; anything else that is no option means nothing to us. */
  readonly addresses: readonly string[]
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
    quick: args.includes('--quick'),
    addresses: args.filter(isAddress).slice(0, mostAddresses),
  }
}

/** More at once are a mistake. */
export const mostAddresses = 20
const longestAddress = 4_096

/** What a page can open, or asks about before it does. */
export function isAddress(text: string): boolean {
  if (text.length > longestAddress) return false
  const readers = [parseShareLink, parseCloudUri, parseDeepLink, parseSitePage]
  return readers.some((read) => read(text) !== undefined)
}

export type HandedOver = Pick<CommandLine, 'addresses' | 'quick'>

const handedOver = z.object({
  addresses: z.array(z.string()).max(mostAddresses),
  quick: z.boolean(),
})

/** What a second start handed to the first: it came from another process, so it is judged again. */
export function readHandedOver(data: unknown): HandedOver {
  const parsed = handedOver.safeParse(data)
  if (!parsed.success) return { addresses: [], quick: false }
  return { addresses: parsed.data.addresses.filter(isAddress), quick: parsed.data.quick }
}

function valueOf(args: readonly string[], option: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`${option}=`))
  if (joined !== undefined) return nonEmpty(joined.slice(option.length + 1))
  const index = args.indexOf(option)
  return index === -1 ? undefined : nonEmpty(args[index + 1])
}

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text)
