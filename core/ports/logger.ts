// Diagnostic lines. Hosts decide where they go; what reaches them has passed core's redaction.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface Logger {
  log(level: LogLevel, message: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

export const silentLogger: Logger = { log: () => undefined }
