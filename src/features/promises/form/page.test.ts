import { describe, expect, test } from 'vitest'
import type { Calendar } from '#kit/calendar.ts'
import { officeHours } from '#kit/calendar.ts'
import { tellDue, tellHours } from './due.ts'
import { html } from '#kit/html.ts'
import { NOTHING_TYPED } from './message.ts'
import { formPage, sentPage } from './page.ts'
import type { FormPage } from './page.ts'
import { WORDS } from './words.ts'

/** Friday 21 November 2025, 10:42 in New York: the moment of the drawn page. */
const NOW = new Date('2025-11-21T15:42:00Z')
const CALENDAR: Calendar = {
  ...officeHours('America/New_York'),
  holidays: [{ on: '2025-11-27', name: 'Thanksgiving' }],
}
const TWO_DAYS = { amount: 2, unit: 'business_day' } as const

function aPage(over: Partial<FormPage> = {}): FormPage {
  return {
    brand: { name: 'Tussock Merino', email: 'hello@tussock.example', style: null },
    promise: {
      wording: 'We reply within 2 business days',
      span: TWO_DAYS,
      calendar: CALENDAR,
      kept: { kept: 148, settled: 154 },
      missed: '1 business day',
      usual: { within: '4 hours', isWeekday: true },
    },
    answers: [],
    now: NOW,
    zone: 'America/New_York',
    isTheirs: false,
    isEmbedded: false,
    words: WORDS,
    typed: NOTHING_TYPED,
    token: 'token',
    problems: [],
    notice: null,
    hadPhoto: false,
    ...over,
  }
}
const textOf = (page: string) =>
  page
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')

describe('the time by which an answer comes', () => {
  test('is the one the drawing shows: written on Friday, two business days, Tuesday at closing', () => {
    const due = tellDue(NOW, CALENDAR, TWO_DAYS, 'America/New_York', WORDS)
    expect(due.by).toBe('Tuesday 17:00')
    expect(due.strip.map(({ label, words }) => `${label} ${words}`.trim())).toEqual([
      'Fri 21 you write, 10:42',
      'Sat',
      'Sun',
      'Mon 24 day one',
      'Tue 25 by 17:00',
    ])
    expect(due.summary).toBe(
      'You write on Friday 21 at 10:42. Closed on Saturday and Sunday. Due on Tuesday 25 by 17:00.',
    )
  })

  test('is told in the visitor’s own zone where the browser says it', () => {
    const due = tellDue(NOW, CALENDAR, TWO_DAYS, 'Australia/Sydney', WORDS)
    expect(due.by).toBe('Wednesday 09:00')
    expect(due.strip.at(-1)).toMatchObject({ label: 'Wed 26', kind: 'due' })
    const text = textOf(formPage(aPage({ zone: 'Australia/Sydney', isTheirs: true })))
    expect(text).toContain('We are here Monday to Friday, 09:00 to 17:00 (Eastern)')
  })

  test('carries its date when it is a week away', () => {
    const due = tellDue(NOW, CALENDAR, { amount: 5, unit: 'business_day' }, 'America/New_York', WORDS)
    expect(due.by).toBe('Monday 1, 17:00')
  })
})

test('hours are told in as few words as they need', () => {
  const day: [string, string][] = [['09:00', '17:00']]
  expect(tellHours(officeHours('UTC'), WORDS)).toBe('Monday to Friday, 09:00 to 17:00')
  expect(tellHours({ zone: 'UTC', week: { mon: day, wed: day, sat: [['10:00', '13:00']] } }, WORDS)).toBe(
    'Monday, 09:00 to 17:00; Wednesday, 09:00 to 17:00; Saturday, 10:00 to 13:00',
  )
  const always: [string, string][] = [['00:00', '24:00']]
  const week = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always }
  expect(tellHours({ zone: 'UTC', week }, WORDS)).toBe('every day, around the clock')
})

describe('the page', () => {
  test('says the promise, the hours with the next holiday, and how often it was kept', () => {
    const text = textOf(formPage(aPage()))
    expect(text).toContain('We reply within 2 business days: by Tuesday 17:00.')
    expect(text).toContain(
      'Our time, Eastern. We are here Monday to Friday, 09:00 to 17:00, and closed on Thursday 27 for Thanksgiving.',
    )
    expect(text).toContain(
      '96% kept in the last 30 days: 148 of 154. The six we missed waited a median of 1 business day more.',
    )
    expect(text).toContain(
      'On a Friday most answers come within 4 hours. The promise is what you can count on.',
    )
  })

  test('keeps the rate to itself under thirty promises', () => {
    const { promise } = aPage()
    const page = (settled: number) =>
      textOf(formPage(aPage({ promise: promise && { ...promise, kept: { kept: settled - 1, settled } } })))
    expect(page(29)).not.toContain('kept in the last 30 days')
    expect(page(30)).toContain('96% kept in the last 30 days: 29 of 30.')
  })

  test('promises nothing where no standing promise is on', () => {
    const text = textOf(formPage(aPage({ promise: null })))
    expect(text).toContain('Write to us')
    expect(text).not.toContain('by Tuesday')
  })

  test('shown again keeps every letter that was typed, and offers the address', () => {
    const typed = {
      ...NOTHING_TYPED,
      name: '"><script>alert(1)</script>',
      message: '\n  <b>two & a half</b> metres </textarea>',
    }
    const page = formPage(aPage({ typed, notice: WORDS.failed }))
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('\n\n  &lt;b&gt;two &amp; a half&lt;/b&gt; metres &lt;/textarea&gt;</textarea>')
    expect(textOf(page)).toContain('Nothing you typed is lost. Or write to hello@tussock.example.')
    expect(page).toContain('<a href="mailto:hello@tussock.example">')
  })

  test('after sending says the same promise, a reference, and that we tell first', () => {
    const typed = { ...NOTHING_TYPED, name: 'Imogen Vance', message: 'Is there a short leg?' }
    const text = textOf(
      sentPage({
        ...aPage(),
        typed,
        reference: 'F-7K2M9Q',
        due: new Date('2025-11-25T22:00:00Z'),
        photo: 'kept',
      }),
    )
    expect(text).toContain('Your photo came with it.')
    expect(text).toContain('Thank you, Imogen Vance. We will answer by Tuesday 17:00.')
    expect(text).toContain('F-7K2M9Q')
    expect(text).toContain('If we are going to be late, we tell you first.')
  })
})

test('what is put into a page is escaped, what was made for it is not', () => {
  const inner = html`<b>${'<&>'}</b>`
  expect(html`${inner}${null}${false}${[inner]}`.html).toBe('<b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>')
})
