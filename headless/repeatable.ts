// What the user typed, fit to be repeated on a terminal or in a script's log: names of things on a site may hold the
// password of a share or of the site itself. Not for text of other origin: that is core/cloudreve/redact.

/** Also for what is no proper name: rather too much is taken out than too little. */
export function repeatable(typed: string): string {
  return typed
    .replace(/\/\/.*@/s, '//…@')
    .replace(/%2F%2F.*%40/is, '%2F%2F…%40')
    .replace(/(\/s\/[A-Za-z0-9]+)\/.+$/s, '$1/…')
}
