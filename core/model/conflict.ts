// What happens when a file of that name is already there.

/** What a user may choose. `skip-if-same` keeps a file that is the same and renames the newcomer otherwise. */
export const conflictPolicies = ['rename', 'overwrite', 'skip', 'skip-if-same', 'ask'] as const
export type ChosenPolicy = (typeof conflictPolicies)[number]

/** `set-aside` is a repair's own: the file that is there gets another name, and the newcomer its place. */
export type ConflictPolicy = ChosenPolicy | 'set-aside'

/** Double extensions such as `.tar.gz` stay together. */
export function splitExtension(name: string): { stem: string; extension: string } {
  const match = /^(.+?)((?:\.tar)?\.[A-Za-z0-9_-]{1,12})$/.exec(name)
  return match === null
    ? { stem: name, extension: '' }
    : { stem: match[1] ?? name, extension: match[2] ?? '' }
}
