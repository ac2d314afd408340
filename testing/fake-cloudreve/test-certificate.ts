// The self-signed certificate of the HTTPS mode: a broken certificate on purpose, with a public key pair that protects
// nothing. It names localhost and 127.0.0.1.
import { readFile } from 'node:fs/promises'

export async function readTestCertificate(): Promise<{ key: string; cert: string }> {
  const read = (name: string): Promise<string> => readFile(new URL(`./tls/${name}`, import.meta.url), 'utf8')
  return { key: await read('test-only-key.pem'), cert: await read('test-only-cert.pem') }
}
