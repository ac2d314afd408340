// What happens when a file of that name is already there.

/** `skip-if-same` keeps a file that is the same and renames the newcomer otherwise. */
export const conflictPolicies = ['rename', 'overwrite', 'skip', 'skip-if-same', 'ask'] as const
export type ConflictPolicy = (typeof conflictPolicies)[number]

/** Double extensions such as `.tar.gz` stay together. */
export function splitExtension(name: string): { stem: string; extension: string } {
  const match = /^(.+?)((?:\.tar)?\.[A-Za-z0-9_-]{1,12})$/.exec(name)
  return match === null
    ? { stem: name, extension: '' }
    : { stem: match[1] ?? name, extension: match[2] ?? '' }
}
