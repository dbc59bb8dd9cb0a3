/** What the writer of a mail did not write this time is blanked, and her own words stay where they stood. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutHistory } from './history.ts'

const own = (text: string) =>
  cutHistory(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' | ')

describe('what stays of a mail', () => {
  const cases: [habit: string, mail: string, stays: string][] = [
    [
      'an attribution over two lines',
      'Thanks!\n\n2016-10-24 15:36 GMT+02:00 Jo <\ninfo@shop.example>:\n\n> Hello',
      'Thanks!',
    ],
    [
      'an attribution over three lines',
      'Yes.\n\nOn Mon, 8 May 2017 at 17:34\nJo Park (Tussock)\n<jo@shop.example> wrote:\n> Hello',
      'Yes.',
    ],
    [
      'a Polish one',
      'Dzięki!\n\n23 mar 2017 21:25 "Neil" <meta@shop.example> napisał(a):\n\n> Hej',
      'Dzięki!',
    ],
    [
      'a Russian one',
      'Да.\n\n20 окт. 2016 г. 19:37 пользователь "Jo" <\njo@shop.example> написал:\n> Нет',
      'Да.',
    ],
    [
      'a German one with its verb inside',
      'Ja.\n\nMax <max@shop.example> schrieb am Fr., 28.\nApr. 2017 um 11:53 Uhr:\n> Hallo',
      'Ja.',
    ],
    [
      'a block of bold heads',
      'This is it.\n\n ------------------------------\n\n*From:* Jo\n*Sent:* 2016-01-27\n*To:* me\n\nEarlier words',
      'This is it.',
    ],
    [
      'heads with a Reply-To first',
      'My answer.\n\nFrom: Jo <jo@shop.example>\nReply-To: "x" <reply+1@shop.example>\nDate: Monday\n\nEarlier',
      'My answer.',
    ],
    [
      'answers between quotations',
      'On 1 May 2025 Jo <jo@shop.example> wrote:\n> Which size?\n\nAn 8.\n\n> Which colour?\n\nPine.',
      'An 8. | Pine.',
    ],
    ['a French telephone', 'Merci\n\nEnvoyé depuis mon iPhone', 'Merci'],
    ['strokes before the end', 'Thank you\n\n____\n', 'Thank you'],
  ]
  test.each(cases)('%s', (_, mail, stays) => {
    expect(own(mail)).toBe(stays)
  })

  test.each([
    ['a colleague who wrote', 'Your colleague wrote:\nI may return it.\nIs that right?'],
    ['where it came from', 'From: Berlin\nI ordered it last week.\nThank you'],
    ['a day at the beginning', 'On 3 May I ordered two dresses.\nOne is torn.'],
  ])('nothing is cut for %s', (_, mail) => {
    expect(own(mail)).toBe(own(`${mail} `))
    expect(own(mail).split(' | ')).toHaveLength(3 - (mail.startsWith('On') ? 1 : 0))
  })
})

test('the length never changes, whatever is written', () => {
  const piece = fc.constantFrom(
    '>',
    'On 1 May 2025 Jo wrote:',
    'From: Jo',
    'Sent: x',
    '-- ',
    '',
    'words',
    '____',
    'Regards,',
    '\r',
    'x@y.example wrote:',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n')
      const cut = cutHistory(text)
      return cut.length === text.length && [...cut].every((sign, i) => sign === ' ' || sign === text[i])
    }),
  )
})

test('ten thousand lines of attributions are read in no time to speak of', () => {
  const line = 'On 1 May 2025, Jo <jo@shop.example> said, and not wrote it'
  expect(cutHistory(Array.from({ length: 10_000 }, () => line).join('\n'))).toHaveLength(
    10_000 * (line.length + 1) - 1,
  )
  const quotes = Array.from({ length: 5_000 }, () => 'On 1 May 2025, Jo <jo@shop.example> wrote:\n> x').join(
    '\n',
  )
  expect(cutHistory(quotes)).toHaveLength(quotes.length)
})
