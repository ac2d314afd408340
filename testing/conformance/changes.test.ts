// Moving, copying, deleting, restoring, locks, direct links (cloudreve-api.md sections 1.4 and 9), with the ways in which
// they fail: the product tells each item by its name.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

describe.each(serversUnderTest())('changes on $name', (server) => {
  let space: Workspace
  let at = 0
  beforeAll(async () => {
    space = await openWorkspace(server)
  })
  afterAll(() => space.close())
  /** A place of its own for each test. */
  const uri = (...names: string[]) => space.uri(`t${at}`, ...names)
  beforeEach(async () => {
    at += 1
    await space.put(uri('from', 'a.txt'), 'a')
    await space.put(uri('from', 'b.txt'), 'b')
    await space.createFolder(uri('to'))
  })

  const move = (uris: string[], dst: string, copy = false) =>
    space.call('/file/move', { method: 'POST', json: { uris, dst, copy } })
  const remove = (uris: string[], forGood = false) =>
    space.call('/file', { method: 'DELETE', json: { uris, skip_soft_delete: forGood } })
  const restore = (uris: string[]) => space.call('/file/restore', { method: 'POST', json: { uris } })
  const names = async (folder: string) => (await space.list(folder)).files.map(({ name }) => name)
  const binned = async (from: string) =>
    (await space.list('cloudreve://trash', { page_size: '2000' })).files.find(
      ({ metadata }) => metadata?.['sys:restore_uri'] === from,
    )?.path ?? ''
  const codesOf = ({
    aggregated_error: items = {},
  }: {
    aggregated_error?: Record<string, { code: number }> | undefined
  }) => Object.fromEntries(Object.entries(items).map(([key, { code }]) => [key, code]))

  test('a move of several: what is missing fails alone, the others are done', async () => {
    const reply = await move([uri('from', 'a.txt'), uri('from', 'none')], uri('to'))
    expect([reply.code, codesOf(reply)]).toEqual([40081, { [uri('from', 'none')]: 40016 }])
    expect(await names(uri('to'))).toEqual(['a.txt'])
  })

  test('a name that is taken fails the whole move, and nothing of it is done', async () => {
    await space.put(uri('to', 'a.txt'), 'taken')
    const reply = await move([uri('from', 'a.txt'), uri('from', 'b.txt')], uri('to'))
    expect([reply.code, reply.aggregated_error]).toEqual([40004, undefined])
    expect(await names(uri('to'))).toEqual(['a.txt'])
  })

  test('a folder that is gone, and a folder into itself', async () => {
    expect((await move([uri('from', 'a.txt')], uri('none'))).code).toBe(40016)
    const reply = await move([uri('to')], uri('to'))
    expect([reply.code, codesOf(reply)]).toEqual([40081, { [uri('to')]: 403 }])
  })

  test('a copy has an id of its own and the same bytes', async () => {
    expect((await move([uri('from', 'a.txt')], uri('to'), true)).code).toBe(0)
    const [copy] = (await space.list(uri('to'))).files
    const [original] = (await space.list(uri('from'))).files
    expect(copy?.id).not.toBe(original?.id)
    expect(copy?.primary_entity).toBe(original?.primary_entity)
  })

  test('a folder is made once', async () => {
    const create = async (target: string) =>
      (
        await space.call('/file/create', {
          method: 'POST',
          json: { uri: target, type: 'folder', err_on_conflict: true },
        })
      ).code
    expect([await create(uri('new')), await create(uri('new')), await create(uri('a:b'))]).toEqual([
      0, 40004, 40052,
    ])
  })

  test('a rename onto a name that is taken, or is none', async () => {
    const rename = async (name: string) =>
      (
        await space.call('/file/rename', {
          method: 'POST',
          json: { uri: uri('from', 'a.txt'), new_name: name },
        })
      ).code
    expect([await rename('b.txt'), await rename('a/c.txt'), await rename('c.txt')]).toEqual([40004, 40052, 0])
  })

  test('the bin keeps where a file was, and gives it back with its id', async () => {
    const [before] = (await space.list(uri('from'))).files
    expect((await remove([uri('from', 'a.txt')])).code).toBe(0)
    const key = await binned(uri('from', 'a.txt'))
    expect(key).toMatch(/^cloudreve:\/\/trash\/[0-9a-f-]{36}$/u)
    expect(codesOf(await remove([key]))).toEqual({ [key]: 403 })
    expect((await restore([key])).code).toBe(0)
    expect((await space.list(uri('from'))).files[0]?.id).toBe(before?.id)
  })

  test('a restore where the name is taken fails alone', async () => {
    await remove([uri('from', 'a.txt')])
    const key = await binned(uri('from', 'a.txt'))
    await space.put(uri('from', 'a.txt'), 'new')
    const reply = await restore([key, 'cloudreve://trash/nothing'])
    expect([reply.code, codesOf(reply)]).toEqual([
      40081,
      { [key]: 40004, 'cloudreve://trash/nothing': 40016 },
    ])
    expect(codesOf(await restore([uri('from', 'b.txt')]))).toEqual({ [uri('from', 'b.txt')]: 403 })
    expect((await remove([key], true)).code).toBe(0)
  })

  test('what is held by an unknown lock cannot be unlocked', async () => {
    const reply = await space.call('/file/lock', { method: 'DELETE', json: { tokens: ['1107c597-0000'] } })
    expect(reply.code).toBe(40001)
  })

  test('direct links are for files; what has none is told beside those that have', async () => {
    const shape = z.array(z.object({ link: z.url(), file_url: z.string() }))
    const reply = await space.call('/file/source', {
      method: 'PUT',
      json: { uris: [uri('from', 'a.txt'), uri('to')] },
    })
    expect([reply.code, codesOf(reply)]).toEqual([40081, { [uri('to')]: 40077 }])
    const [found] = shape.parse(reply.data)
    expect([found?.file_url, new URL(found?.link ?? '').pathname.split('/')[1]]).toEqual([
      uri('from', 'a.txt'),
      'f',
    ])
    const visitor = await space.api.envelope('/file/source', {
      method: 'PUT',
      json: { uris: [uri('from', 'a.txt')] },
    })
    expect(visitor.code).toBe(40007)
  })

  test('own shares are listed with their password in the address, and deleted once', async () => {
    const url = z.url().parse(
      (
        await space.call('/share', {
          method: 'PUT',
          json: {
            uri: uri('from'),
            is_private: true,
            password: 'abc123',
            downloads: 3,
            expire: 3600,
            share_view: true,
          },
        })
      ).data,
    )
    const id = new URL(url).pathname.split('/')[2] ?? ''
    expect(url.endsWith(`/s/${id}/abc123`)).toBe(true)
    const listed = z.object({ shares: z.array(z.looseObject({ id: z.string() })) }).parse(
      (
        await space.call('/share', {
          query: { page_size: '10', order_by: 'created_at', order_direction: 'desc' },
        })
      ).data,
    )
    expect(listed.shares[0]).toMatchObject({
      ...{ id, name: 'from', remain_downloads: 3, unlocked: true, password_protected: true, source_type: 1 },
      ...{ expired: false, url, is_private: true, share_view: true },
    })
    const drop = async () => (await space.call(`/share/${id}`, { method: 'DELETE' })).code
    expect([await drop(), await drop()]).toEqual([0, 404])
    expect((await space.call('/share', { query: { page_size: '5' } })).code).toBe(40001)
    const badPassword = { uri: uri('from'), is_private: true, password: 'a b' }
    expect((await space.call('/share', { method: 'PUT', json: badPassword })).code).toBe(40001)
  })
})
