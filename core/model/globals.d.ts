// The globals that the model uses and that every room's runtime has; declared here so that the model needs
// neither Node's nor the browser's types.

declare class URL {
  constructor(url: string)
  static canParse(url: string): boolean
  readonly origin: string
  readonly protocol: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly hostname: string
  readonly username: string
  readonly password: string
  readonly hash: string
  readonly searchParams: URLSearchParams
}

declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(init: string | Record<string, string>)
  get(name: string): string | null
  toString(): string
  [Symbol.iterator](): Iterator<[string, string]>
}
