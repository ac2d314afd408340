// What a user may do with an entry, as far as the site says so beforehand: the capabilities of the file system that the
// entry is in, and who owns it (cloudreve-api.md section 4.2). A hint for faces; the site has the last word.

/** In the order in which faces offer them. */
export const permissions = [
  'list',
  'download',
  'create',
  'rename',
  'move',
  'copy',
  'delete',
  'restore',
  'share',
  'link',
  'versions',
  'thumbnail',
] as const
export type Permission = (typeof permissions)[number]

/** Bit numbers of the server's capability set. */
const bits = {
  create: 0,
  rename: 1,
  download: 7,
  list: 9,
  thumbnail: 10,
  delete: 14,
  softDelete: 16,
  restore: 17,
  share: 18,
  versions: 20,
} as const

/** A set of bits as the server writes it: base64, bit *n* is bit `n & 7` of byte `n >> 3` (section 2). */
export function hasBit(set: Uint8Array, bit: number): boolean {
  return ((set[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
}

export interface PermissionFacts {
  readonly capability: Uint8Array
  /** The entry is the user's own; absent where the site did not say. */
  readonly owned: boolean
  readonly inTrash: boolean
}

export function permissionsOf({ capability, owned, inTrash }: PermissionFacts): readonly Permission[] {
  const can = (name: keyof typeof bits) => hasBit(capability, bits[name])
  const mayChange = can('rename') && owned
  const allowed: Readonly<Record<Permission, boolean>> = {
    list: can('list'),
    download: can('download') && !inTrash,
    create: can('create'),
    rename: mayChange,
    move: mayChange,
    copy: mayChange,
    delete: (can('softDelete') || can('delete')) && (owned || inTrash),
    restore: can('restore'),
    share: can('share') && owned,
    link: can('share') && owned,
    versions: can('versions') && owned,
    thumbnail: can('thumbnail'),
  }
  return permissions.filter((name) => allowed[name])
}
