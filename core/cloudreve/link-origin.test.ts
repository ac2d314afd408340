// Which links may be given another origin, and which never.

import { describe, expect, it } from 'vitest'
import { preferSiteOrigin } from './link-origin.ts'

const sign = 'sign=yNPjHZ%3D%3A1795462598'

describe('a link that the site serves itself', () => {
  it.each([
    [
      `http://localhost:5212/api/v4/file/content/N/0/a%20b?${sign}`,
      'https://x.example',
      `https://x.example/api/v4/file/content/N/0/a%20b?${sign}`,
    ],
    [
      `http://localhost:5212/api/v4/file/content/N/0/a?download=true&${sign}`,
      'https://x.example/cloud',
      `https://x.example/cloud/api/v4/file/content/N/0/a?download=true&${sign}`,
    ],
    [
      `http://localhost:5212/cloud/api/v4/file/content/N/0/a?${sign}`,
      'https://x.example/cloud/',
      `https://x.example/cloud/api/v4/file/content/N/0/a?${sign}`,
    ],
    [
      `http://localhost/api/v4/file/archive/u-1/archive.zip?${sign}`,
      'http://10.0.0.1:5212',
      `http://10.0.0.1:5212/api/v4/file/archive/u-1/archive.zip?${sign}`,
    ],
    [
      `https://x.example/api/v4/file/content/N/0/a?${sign}`,
      'https://x.example',
      `https://x.example/api/v4/file/content/N/0/a?${sign}`,
    ],
  ])('%s at %s', (url, site, expected) => {
    expect(preferSiteOrigin(url, site)).toBe(expected)
  })
})

describe('a link of somebody else is left as it is', () => {
  it.each([
    [`http://slave:5213/api/v4/slave/file/content/1/c3Jj/0/a?${sign}`],
    ['https://bucket.s3.example/key?X-Amz-Signature=abc'],
    [`https://cdn.example/mirror/api/v4/file/content/N/0/a?${sign}`],
    ['https://bucket.example/api/v4/file/content/N/0/a?X-Amz-Signature=abc'],
    [`http://localhost:5212/api/v4/file/?${sign}`],
    [`ftp://localhost/api/v4/file/content/N/0/a?${sign}`],
    ['nonsense'],
  ])('%s', (url) => {
    expect(preferSiteOrigin(url, 'https://x.example')).toBe(url)
  })

  it('and so is any link where the site is no address', () => {
    const url = `http://localhost/api/v4/file/content/N/0/a?${sign}`
    expect(preferSiteOrigin(url, 'nonsense')).toBe(url)
  })
})
