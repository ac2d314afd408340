// To which family of files a name belongs, by its ending: for icons, for the column "Type" and for what can be previewed.

const endings = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'avif', 'svg', 'bmp', 'tiff', 'raw', 'dng'],
  video: ['mp4', 'mkv', 'mov', 'avi', 'webm', 'm4v', 'wmv', 'mpg', 'mpeg', 'flv'],
  audio: ['mp3', 'flac', 'wav', 'ogg', 'opus', 'm4a', 'aac', 'wma', 'aiff'],
  archive: ['zip', '7z', 'rar', 'gz', 'tar', 'xz', 'bz2', 'zst', 'iso', 'dmg'],
  pdf: ['pdf'],
  table: ['xls', 'xlsx', 'ods', 'csv', 'tsv', 'numbers'],
  slides: ['ppt', 'pptx', 'odp', 'key'],
  text: ['doc', 'docx', 'odt', 'rtf', 'txt', 'md', 'epub', 'pages', 'log'],
  code: ['js', 'ts', 'py', 'go', 'rs', 'c', 'h', 'cpp', 'java', 'html', 'css', 'json', 'xml', 'sh'],
} as const

export type FileFamily = keyof typeof endings | 'other'

const byEnding: ReadonlyMap<string, FileFamily> = new Map(
  Object.entries(endings).flatMap(([family, list]) =>
    list.map((one) => [one, family as FileFamily] as const),
  ),
)

export function familyOf(name: string): FileFamily {
  return byEnding.get(endingOf(name) ?? '') ?? 'other'
}

/** Lower case, without the dot; undefined where there is none that looks like one. */
export function endingOf(name: string): string | undefined {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
}
