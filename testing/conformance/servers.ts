// The servers the conformance suite runs against: the fake always, and a real one when the environment names it
// (CLOUDREVE_URL, CLOUDREVE_EMAIL, CLOUDREVE_PASSWORD). It starts nothing by itself.
import { env } from 'node:process'
import { startFakeCloudreve } from '../fake-cloudreve/index.ts'

export interface OpenServer {
  /** Site root without a trailing slash. */
  url: string
  email: string
  password: string
  close(): Promise<void>
}

export interface ServerUnderTest {
  name: string
  open(): Promise<OpenServer>
}

export function serversUnderTest(): ServerUnderTest[] {
  const fake: ServerUnderTest = { name: 'the fake', open: openFake }
  const { CLOUDREVE_URL: url, CLOUDREVE_EMAIL: email, CLOUDREVE_PASSWORD: password } = env
  if (url === undefined || email === undefined || password === undefined) return [fake]
  const real = { url: url.replace(/\/+$/u, ''), email, password, close: () => Promise.resolve() }
  return [fake, { name: 'a real server', open: () => Promise.resolve(real) }]
}

async function openFake(): Promise<OpenServer> {
  const fake = await startFakeCloudreve({ settings: { archiveAllowed: true, eventDebounceMs: 50 } })
  return { url: fake.url, email: fake.user.email, password: fake.user.password, close: () => fake.close() }
}
