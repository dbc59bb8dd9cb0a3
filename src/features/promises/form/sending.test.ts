import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { PICTURE_BYTES } from '#platform/pictures/index.ts'
import { readSending } from './sending.ts'

const headers = { 'content-type': 'multipart/form-data; boundary=b' }
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, bytes: Buffer) =>
  Buffer.concat([
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="photo"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ])
const END = '--b--\r\n'
/** In pieces, as a network brings it. */
function bodyOf(...parts: (string | Buffer)[]): Readable {
  const whole = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  const size = Math.max(1, Math.ceil(whole.length / 97))
  return Readable.from(
    Array.from({ length: 97 }, (_, i) => whole.subarray(i * size, (i + 1) * size)).filter(
      ({ length }) => length > 0,
    ),
  )
}
const read = (...parts: (string | Buffer)[]) => readSending(bodyOf(...parts), headers, true)

describe('what a browser sends with the form', () => {
  test('is its fields and the photo, byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256))
    const { fields, photo } = await read(
      field('name', 'Zoë'),
      field('message', 'a\r\nb'),
      file('hem.jpg', bytes),
      END,
    )
    expect([fields.get('name'), fields.get('message'), photo?.name]).toEqual(['Zoë', 'a\r\nb', 'hem.jpg'])
    expect(photo?.bytes && Buffer.compare(photo.bytes, bytes)).toBe(0)
  })

  test('has no photo where the field was left empty', async () => {
    expect((await read(field('name', 'Zoë'), file('', Buffer.alloc(0)), END)).photo).toBeNull()
  })

  test('tells of a photo that is too large, without holding it, and keeps the words', async () => {
    const { fields, photo } = await read(
      file('huge.jpg', Buffer.alloc(PICTURE_BYTES + 1)),
      field('name', 'Zoë'),
      END,
    )
    expect([fields.get('name'), photo]).toEqual(['Zoë', { name: 'huge.jpg', bytes: null, isTooLarge: true }])
  })

  test('is refused where it does not end, and not read on for ever', async () => {
    const endless = Readable.from(
      (function* () {
        yield file('huge.jpg', Buffer.alloc(0)).subarray(0, -2)
        for (;;) yield Buffer.alloc(1024 * 1024)
      })(),
    )
    await expect(readSending(endless, headers, true)).rejects.toMatchObject({ code: 'form_too_large' })
  })

  test.each([
    ['breaks off', [field('name', 'Zoë').slice(0, 40)], headers],
    ['has no boundary', [field('name', 'Zoë'), END], { 'content-type': 'multipart/form-data' }],
    ['is empty', [''], headers],
  ])('is refused where it %s', async (_, parts, headers) => {
    await expect(readSending(bodyOf(...parts), headers, true)).rejects.toMatchObject({
      code: 'form_not_readable',
    })
  })

  // An error nobody hears ends the process, and fails this run.
  test.each([10, 60, 110, 160, 5_000])(
    'is refused where it breaks off in a photo, %i bytes before its end',
    async (missing) => {
      const whole = Buffer.concat([Buffer.from(field('name', 'Zoë')), file('hem.jpg', Buffer.alloc(6_000))])
      await expect(read(whole.subarray(0, -missing))).rejects.toMatchObject({ code: 'form_not_readable' })
      await new Promise((resolve) => setImmediate(resolve))
    },
  )

  test('takes neither more than one photo nor more parts than a form has', async () => {
    const { fields, photo } = await read(
      file('one.jpg', Buffer.from('one')),
      file('two.jpg', Buffer.from('two')),
      ...Array.from({ length: 500 }, (_, i) => field(`f${i}`, 'x')),
      END,
    )
    expect(photo?.name).toBe('one.jpg')
    expect([...fields].length).toBeLessThan(20)
  })

  test('is read without its photo where there is no room for it', async () => {
    const { photo } = await readSending(bodyOf(file('hem.jpg', Buffer.from('bytes')), END), headers, false)
    expect(photo).toEqual({ name: 'hem.jpg', bytes: null, isTooLarge: false })
  })
})
