import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { looksLikePicture, makeSafe, PICTURE_BYTES } from './index.ts'

const hasJudge = spawnSync('exiftool', ['-ver']).status === 0

const colours = { create: { width: 60, height: 40, channels: 3, background: '#963a70' } } as const

/** A photograph with where it was taken, an author's words and a colour profile in it, turned on its side. */
const photograph = () =>
  sharp(colours)
    .withExif({
      IFD0: { Copyright: 'planted words' },
      IFD3: { GPSLatitude: '44/1 28/1 0/1', GPSLatitudeRef: 'N' },
    }) // prettier-ignore
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

/** A PNG of one colour in a few bytes, however many pixels it claims. */
function flatPng(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(1, 8)
  const line = Buffer.alloc(1 + Math.ceil(width / 8))
  const pixels = deflateSync(Buffer.concat(Array.from({ length: Math.min(height, 16_000) }, () => line)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const refused = (code: string) => expect.objectContaining({ code }) as object

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('sent as %s is drawn anew as WebP', async (format) => {
    const safe = await makeSafe(await sharp(colours).toFormat(format).toBuffer())
    expect(safe).toMatchObject({ type: 'image/webp', width: 60, height: 40 })
    expect((await sharp(safe.bytes).metadata()).format).toBe('webp')
  })

  test('keeps nothing of where it was taken or by whom, and stands upright', async () => {
    const taken = await photograph()
    expect(taken.includes('planted words')).toBe(true)
    const safe = await makeSafe(taken)
    expect([safe.width, safe.height]).toEqual([40, 60])
    const { exif, icc, iptc, xmp } = await sharp(safe.bytes).metadata()
    expect([exif, icc, iptc, xmp]).toEqual([undefined, undefined, undefined, undefined])
    expect(Buffer.from(safe.bytes).includes('planted words')).toBe(false)
  })

  test.skipIf(!hasJudge)('has no tag that exiftool could name beyond its size and kind', async () => {
    const safe = await makeSafe(await photograph())
    const place = await mkdtemp(join(tmpdir(), 'picture-'))
    try {
      await writeFile(join(place, 'p.webp'), safe.bytes)
      const tags = execFileSync('exiftool', ['-j', '-G', join(place, 'p.webp')], { encoding: 'utf8' })
      expect(tags).not.toMatch(/GPS|XMP:|EXIF:|ICC_Profile:|Copyright/)
    } finally {
      await rm(place, { recursive: true })
    }
  })

  test('with a page hidden behind its last byte comes out without it', async () => {
    const both = Buffer.concat([
      await sharp(colours).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ])
    const safe = await makeSafe(both)
    expect(Buffer.from(safe.bytes).includes('script')).toBe(false)
  })

  test('of a very large side is made smaller', async () => {
    const safe = await makeSafe(flatPng(6_000, 3_000))
    expect([safe.width, safe.height]).toEqual([2_048, 1_024])
  })
})

describe('what is no picture is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  test.each([
    ['an SVG', Buffer.from(svg)],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a script', Buffer.from('alert(1)')],
    ['a PDF', Buffer.from('%PDF-1.7 ...')],
    ['an archive', Buffer.from('PK\x03\x04 and more', 'latin1')],
    ['a GIF', Buffer.from('GIF89a\x28\x9c\x28\x9c', 'latin1')],
    ['a TIFF', Buffer.from('II*\x00', 'latin1')],
    ['nothing', Buffer.alloc(0)],
    ['a page behind the first bytes of a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<script>')])], // prettier-ignore
    [
      'an SVG behind the first bytes of a PNG',
      Buffer.concat([flatPng(8, 8).subarray(0, 8), Buffer.from(svg)]),
    ],
  ])('%s', async (_what, bytes) => {
    await expect(makeSafe(bytes)).rejects.toEqual(refused('picture_not_readable'))
  })

  test('a bomb of 16,000 by 16,000 pixels, and the next picture is read', async () => {
    const bomb = flatPng(16_000, 16_000)
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(makeSafe(bomb)).rejects.toEqual(refused('picture_not_readable'))
    await expect(makeSafe(await sharp(colours).png().toBuffer())).resolves.toMatchObject({ width: 60 })
  })

  test('a torn one', async () => {
    const whole = await sharp({ create: { ...colours.create, width: 900, height: 900 } }).png({ compressionLevel: 0 }).toBuffer() // prettier-ignore
    await expect(makeSafe(whole.subarray(0, whole.length >> 1))).rejects.toEqual(
      refused('picture_not_readable'),
    )
  })

  test('more than 15 MB, before anything is decoded', async () => {
    const bytes = Buffer.alloc(PICTURE_BYTES + 1)
    bytes.set([0xff, 0xd8, 0xff])
    await expect(makeSafe(bytes)).rejects.toEqual(refused('picture_too_large'))
  })

  test('and its name has no say', () => expect(looksLikePicture(Buffer.from('photo.jpg'))).toBe(false))
})
