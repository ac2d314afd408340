// Which keys of the catalogue the sources mention: whole ones as string literals, and families as templates such as
// `failure.${kind}.what`. For the check of the catalogues.

/** True for a key that some source mentions; plural endings are left away. */
export function createUsage(sources: readonly string[]): (key: string) => boolean {
  const whole = new Set<string>()
  const families: RegExp[] = []
  for (const source of sources) {
    for (const [, key = ''] of source.matchAll(/['"`]([a-z]+(?:\.[\w-]+)+)['"`]/gi)) whole.add(key)
    for (const [, template = ''] of source.matchAll(/`([a-z]+\.(?:[^`\s$]|\$\{[^}`]*\})+)`/gi))
      families.push(familyOf(template))
  }
  return (key) => {
    const stem = key.replace(/_(zero|one|two|few|many|other)$/, '')
    return whole.has(stem) || families.some((family) => family.test(stem))
  }
}

function familyOf(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.\\^$*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('[\\w-]+')}$`)
}
