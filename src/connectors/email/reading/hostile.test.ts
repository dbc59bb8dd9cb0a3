/** Mails nobody means well with: each is read or kept from outside, in bounded time, and nothing in it runs. */
import { afterAll, describe, expect, test } from 'vitest'
import { textOfHtml } from './html-text.ts'
import { openReader, READ_BYTES } from './reader.ts'

const reader = openReader()
afterAll(() => reader.close())

const HEAD =
  'From: Maren <maren@example.com>\r\nTo: care@shop.example\r\nSubject: Hello\r\nMessage-ID: <1@example.com>\r\n'
const read = (text: string) => reader.read(Buffer.from(text, 'latin1'), false)

describe('a hostile mail', () => {
  test('of 30 MB is cut by its reader and its first words are read', async () => {
    const whole =
      `${HEAD}Content-Type: text/plain\r\n\r\nWhere is my parcel?\r\n${'x'.repeat(76)}\r\n`.padEnd(
        30_000_000,
        'long words again ',
      )
    const mail = await reader.read(Buffer.from(whole).subarray(0, READ_BYTES), true)
    expect(mail.text).toMatch(/^Where is my parcel\?/)
    expect([mail.isCut, mail.text.length <= 200_000]).toEqual([true, true])
  })

  test('of 1,000 parts lists fifty attachments and counts the rest', async () => {
    const part = (i: number) =>
      `--b\r\nContent-Type: image/png; name="p${i}.png"\r\nContent-Disposition: attachment; filename="p${i}.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n`
    const mail = await read(
      `${HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the pictures\r\n${Array.from({ length: 999 }, (_, i) => part(i)).join('')}--b--\r\n`,
    )
    expect([mail.text, mail.attachments.length, mail.moreAttachments, mail.problem]).toEqual([
      'See the pictures',
      50,
      949,
      null,
    ])
    expect(mail.attachments[0]).toEqual({ name: 'p0.png', type: 'image/png', bytes: 8, isInline: false })
  })

  test('nested a thousand deep is kept from outside', async () => {
    const open = Array.from(
      { length: 1_000 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    ).join('')
    const mail = await read(`${HEAD}${open}\r\nwords`)
    expect(mail).toMatchObject({
      problem: 'Its parts are nested too deep.',
      from: { address: 'maren@example.com' },
      subject: 'Hello',
      messageId: '1@example.com',
      text: '',
    })
  })

  test('with a megabyte of headers is kept from outside', async () => {
    const mail = await read(
      `${HEAD}${Array.from({ length: 20_000 }, (_, i) => `X-Bomb-${i}: ${'y'.repeat(60)}\r\n`).join('')}\r\nwords`,
    )
    expect(mail.problem).toBe('Its headers are larger than a mail’s may be.')
  })

  test('with a header of 273 KB of odd addresses is read or refused in bounded time', async () => {
    for (const odd of [
      '"a"@b,'.repeat(45_000),
      '<'.repeat(270_000),
      '('.repeat(270_000),
      'a:'.repeat(135_000),
      ',"'.repeat(135_000),
    ]) {
      const mail = await read(`From: maren@example.com\r\nTo: ${odd}\r\nSubject: x\r\n\r\nwords`)
      expect(mail.problem === null || mail.text === '').toBe(true)
      expect(mail.from?.address).toBe('maren@example.com')
    }
  }, 60_000)

  test.each([
    ['a charset nobody knows', 'text/plain; charset=klingon-8', 'Qapla\xe9', /Qapla/],
    ['a charset that is not what it says', 'text/plain; charset=utf-8', 'caf\xe9 \xff\xfe', /^caf\ufffd/],
    ['U+0000 and half characters', 'text/plain; charset=utf-16le', 'a\0\0\0\x00\xd8b\0', /a\ufffd/],
    ['Japanese', 'text/plain; charset=iso-2022-jp', '\x1b$B$3$s$K$A$O\x1b(B', /^こんにちは$/],
  ])('in %s comes out as text a database keeps', async (_, type, body, words) => {
    const mail = await read(`${HEAD}Content-Type: ${type}\r\n\r\n${body}`)
    expect(mail.text).toMatch(words)
    expect(mail.text.includes('\0')).toBe(false)
    expect(mail.text.isWellFormed()).toBe(true)
  })

  test('whose subject and name are cut within a pair of characters can be kept', async () => {
    const mail = await read(`From: =?utf-8?q?${'x'.repeat(199)}=F0=9F=91=97?= <m@example.com>\r\nSubject: =?utf-8?q?${'x'.repeat(999)}=F0=9F=91=97?=\r\n\r\nwords`) // prettier-ignore
    expect([mail.subject.length, mail.from?.name.length]).toEqual([1_000, 200])
    expect([mail.subject, mail.from?.name ?? ''].map((text) => text.isWellFormed())).toEqual([true, true])
  })

  test('that takes too long is given up, and the next one is read', async () => {
    const quick = openReader({ limitMs: 1 })
    const mail = await quick.read(Buffer.from(`${HEAD}\r\nwords`), false)
    expect(mail).toMatchObject({
      problem: expect.stringContaining('longer than') as string,
      subject: 'Hello',
    })
    await quick.close()
    expect((await read(`${HEAD}\r\nwords`)).text).toBe('words')
  })

  test('with two senders vouches for none, and bent addresses are nobody', async () => {
    expect(await read('From: a@example.com, b@example.com\r\n\r\nx')).toMatchObject({ hasManyFrom: true })
    expect(await read('From: a@example.com\r\nFrom: b@example.com\r\n\r\nx')).toMatchObject({
      hasManyFrom: true,
    })
    expect((await read('From: "x\\"@evil" <a b@example.com>\r\n\r\nx')).from).toBeNull()
    expect(
      (await read('From: a@example.com\\r\\nBcc: all@example.com\r\n\r\nx')).from?.address ?? null,
    ).not.toContain('\n')
  })

  test('names its attachments without directories or signs that turn text around', async () => {
    const mail = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/x-sh; name="../../etc/\u202Efdp.sh"\r\nContent-Disposition: attachment; filename="../../etc/passwd"\r\n\r\nx\r\n--b--\r\n`,
    )
    expect(mail.attachments[0]?.name).toBe('passwd')
  })
})

describe('HTML', () => {
  test.each([
    ['scripts and styles say nothing', '<style>p{}</style><p>Hello</p><script>alert(1)</script>', 'Hello'],
    [
      'pictures are not loaded',
      'See<img src="https://evil.example/pixel.gif" onerror="alert(1)">this',
      'Seethis',
    ],
    ['hidden words stay hidden', '<div style="display:none">preheader</div><p>Hello</p>', 'Hello'],
    ['hidden nests', '<div hidden><div>a</div>b</div>c', 'c'],
    [
      'a quotation is marked',
      '<p>Yes</p><blockquote><p>Which size?</p></blockquote>',
      'Yes\n\n> Which size?',
    ],
    ['lines and lists', 'One<br>two<ul><li>a</li><li>b</li></ul>', 'One\ntwo\n\n- a\n- b'],
    [
      'references are read once',
      '&lt;script&gt;&amp;lt; &eacute;&#233;&#xe9;&nbsp;&unknown; &#0;',
      '<script>&lt; ééé &unknown; \ufffd',
    ],
    ['an attribute with a sign in it', '<a title="a > b" href=x>link</a>', 'link'],
    ['an unclosed comment ends it', 'Before<!-- after', 'Before'],
    ['less than is a sign', '3 < 4 and 5 > 4', '3 < 4 and 5 > 4'],
    ['an unclosed script hides the rest', 'a<script>b', 'a'],
    ['cells stand apart', '<table><tr><td>Size</td><td>8</td></tr></table>', 'Size 8'],
  ])('%s', (_, html, text) => {
    expect(textOfHtml(html)).toBe(text)
  })

  test('megabytes of opened things are read in no time to speak of', () => {
    for (const piece of [
      '<',
      '<a',
      '<!--',
      '<div ',
      '<p title="',
      '<blockquote>',
      '&',
      '&#',
      '<script>',
      '</',
      '<div hidden>',
    ]) {
      expect(textOfHtml(piece.repeat(1_000_000)).length).toBeLessThanOrEqual(1_250_000)
    }
  })
})
