// What somebody types as a path, as a place: a cloudreve:// address, or names with slashes from the root of where one is.
// A password in an address is refused: it belongs into the dialog that asks for it.

import { formatCloudUri, parseCloudUri } from '../../../core/model/cloud-uri.ts'
import type { FolderPlace } from './places.ts'

/** Undefined where it is no address at all; whether there is such a folder is for the site to say. */
export function placeOfText(text: string, here: FolderPlace): FolderPlace | undefined {
  const { search: _search, ...folder } = here
  const typed = text.trim()
  if (typed === '') return undefined
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed)) {
    const parsed = parseCloudUri(typed)
    if (parsed === undefined || parsed.password !== undefined) return undefined
    const same = parsed.uri.owner === (parseCloudUri(here.uri)?.uri.owner ?? '')
    const { rootName: _name, ...nameless } = folder
    return { ...(same ? folder : nameless), uri: formatCloudUri(parsed.uri) }
  }
  const root = parseCloudUri(here.uri)?.uri
  if (root === undefined) return undefined
  const segments = typed.split('/').filter((name) => name !== '' && name !== '.')
  if (segments.includes('..')) return undefined
  return { ...folder, uri: formatCloudUri({ ...root, segments }) }
}
