import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createThumbnailCache } from '../host/remote/thumbnail-cache.ts'
import { jsonLines, runCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve, totpCode, type FakeCloudreve } from '../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string

beforeAll(async () => {
  fake = await startFakeCloudreve()
  fake.addUser({ email: 'careful@example.org', password: 'second secret', otpSecret: 'JBSWY3DPEHPK3PXP' })
  fake.addUser({ email: 'banned@example.org', password: 'third secret', status: 'banned' })
})
afterAll(() => fake.close())
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
})
afterEach(async () => {
  fake.settings.loginCaptcha = false
  await rm(profile, { recursive: true })
})

const login = (args: readonly string[], password = fake.user.password) =>
  runCli(['login', fake.url, '--password-stdin', ...args], { profile, input: `${password}\n` })

describe('signing in and out', () => {
  test('a login is remembered, listed and forgotten again', async () => {
    const email = fake.user.email
    expect(await login(['--email', email])).toEqual({
      code: 0,
      stdout: 'Signed in to Cloudreve as reader.\n',
      stderr: '',
    })
    const listed = await runCli(['accounts', '--json'], { profile })
    const account = jsonLines(listed)[0]?.['id']
    expect([listed.code, jsonLines(listed)]).toEqual([
      0,
      [
        {
          event: 'account',
          id: account,
          site: fake.url,
          siteTitle: 'Cloudreve',
          kind: 'user',
          email,
          name: 'reader',
          health: 'ready',
        },
      ],
    ])
    expect(await runCli(['accounts'], { profile })).toEqual({
      code: 0,
      stdout: `${String(account)}  reader <${email}>  ${fake.url}  signed in\n`,
      stderr: '',
    })
    const pictures = join(profile, 'thumbnails')
    await createThumbnailCache(pictures).write(String(account), 'sea.jpg', new Uint8Array(1))
    expect(await runCli(['logout'], { profile })).toEqual({
      code: 0,
      stdout: `Signed out ${email} from ${fake.url}.\n`,
      stderr: '',
    })
    expect((await runCli(['accounts', '--json'], { profile })).stdout).toBe('')
    expect(await readdir(pictures)).toEqual([])
    expect(await readFile(join(profile, 'vault.json'), 'utf8')).toBe('{}')
  })

  test('processes that renew at the same moment all go on, and nobody has to sign in again', async () => {
    await login(['--email', fake.user.email])
    fake.clock.advance(7_200_000)
    const ls = () => runCli(['ls', '--json'], { profile })
    const both = await Promise.all([ls(), ls()])
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ])
  })

  test('secrets are in the vault alone, and only the owner can read it', async () => {
    await login(['--email', fake.user.email])
    const names = (await readdir(profile, { recursive: true })).filter((name) => name.includes('.'))
    const texts = await Promise.all(names.map((name) => readFile(join(profile, name), 'utf8')))
    const holding = names.filter((_, index) => /eyJ|correct horse/.test(texts[index] ?? ''))
    expect(holding).toEqual(['vault.json'])
    expect((await stat(join(profile, 'vault.json'))).mode & 0o777).toBe(0o600)
    expect(texts.join('')).not.toContain(fake.user.password)
  })

  test('a guest is forgotten by its id, and the passwords of its shares with it', async () => {
    fake.tree.addFile('/Shared.txt', { text: 'hello' })
    const { url } = fake.shares.add('/Shared.txt', { password: 'tulip42' })
    await runCli(['ls', url], { profile })
    expect(await readFile(join(profile, 'vault.json'), 'utf8')).toContain('tulip42')
    const id = String(jsonLines(await runCli(['accounts', '--json'], { profile }))[0]?.['id'])
    expect(await runCli(['logout', id], { profile })).toEqual({
      code: 0,
      stdout: `Forgotten the guest of ${fake.url} and the passwords of its shares.\n`,
      stderr: '',
    })
    expect((await runCli(['accounts', '--json'], { profile })).stdout).toBe('')
    expect(await readFile(join(profile, 'vault.json'), 'utf8')).toBe('{}')
  })

  test('a one-time code can be given beforehand', async () => {
    const otp = totpCode('JBSWY3DPEHPK3PXP', fake.clock.nowMs())
    const end = await login(['--email', 'careful@example.org', '--otp', otp], 'second secret')
    expect(end).toEqual({ code: 0, stdout: 'Signed in to Cloudreve as careful.\n', stderr: '' })
  })

  test('a script reads the picture and answers it with its ticket', async () => {
    fake.settings.loginCaptcha = true
    const first = await login(['--email', fake.user.email, '--json'])
    const [asked, error] = jsonLines(first)
    const [path, ticket] = [String(asked?.['path']), String(asked?.['ticket'])]
    expect([first.code, asked, error?.['kind']]).toEqual([
      3,
      { event: 'captcha', path, ticket },
      'captcha-required',
    ])
    expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG')
    const answer = fake.captchaSolution(ticket) ?? ''
    const second = await login(['--email', fake.user.email, '--captcha', answer, '--captcha-ticket', ticket])
    expect(second).toEqual({ code: 0, stdout: 'Signed in to Cloudreve as reader.\n', stderr: '' })
    await rm(join(path, '..'), { recursive: true })
  })

  test.each([
    [['--email', 'reader@example.org'], 'wrong', 'The e-mail address or the password is wrong.'],
    [['--email', 'nobody@example.org'], 'wrong', 'The e-mail address or the password is wrong.'],
    [['--email', 'banned@example.org'], 'third secret', 'The site has blocked this account'],
    [['--email', 'careful@example.org'], 'second secret', 'This account asks for a one-time code as well.'],
    [
      ['--email', 'careful@example.org', '--otp', '000000'],
      'second secret',
      'The one-time code is wrong or too old.',
    ],
  ])('%j with the password %j is refused with exit code 3', async (args, password, words) => {
    const end = await login(args, password)
    expect([end.code, end.stdout, end.stderr.startsWith(words)]).toEqual([3, '', true])
    expect((await runCli(['accounts', '--json'], { profile })).stdout).toBe('')
  })

  test('the environment is never asked for a password', async () => {
    const env = { REVERIE_PASSWORD: fake.user.password }
    const end = await runCli(['login', fake.url, '--email', fake.user.email], { profile, env })
    expect(end).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'There is no terminal to ask for the password on. Give it on the standard input with --password-stdin.\n',
    })
  })
})
