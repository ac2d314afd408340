// The only addresses that leave the app for the user's browser.

/**
 * The address rewritten by the URL parser, so that the browser gets what was checked; undefined for anything but plain
 * http and https. An address that carries a name or password is refused too: it disguises where it leads.
 */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined
  if (parsed.username !== '' || parsed.password !== '') return undefined
  return parsed.href
}
