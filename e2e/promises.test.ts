/** What was promised, in plain sight: from the contact form to a kept and to a broken promise, and what an agent does about it. */
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PromiseBoard, PromiseDetail, PromiseRow } from '#features/promises/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN } from './letters.ts'
import { PHONE, violationsIn } from './look.ts'
import { showMoment } from './screens.ts'

const DAY_MS = 86_400_000
const IMOGEN = { name: 'Imogen Vance', email: 'imogen@vance.example' }
const WORDS =
  'The trousers are lovely but a hand too long for me. Do you alter them, or is there a short leg?'

let journey: Journey
let form = ''
beforeAll(async () => {
  journey = await openJourney('promises')
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
  form = (await journey.ask<{ path: string }>('GET', '/api/v1/contact-form')).path
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** A form sent in or answered elsewhere, at a time of its own: so the clock of a promise moves without moving ours. */
function happened(event: string, email: string, name: string, at: Date, message: string): object {
  return {
    type: 'track',
    event,
    userId: email,
    messageId: `${event} ${email} ${at.toISOString()}`,
    timestamp: at.toISOString(),
    context: { traits: { name, email } },
    properties: { message, channel: event === 'Reply Sent' ? 'email' : 'form' },
  }
}

/** A clock time in New York on the Monday of the week before last, and so many days after it. */
function lastMonday(days: number, clock: string): Date {
  const now = new Date()
  const monday = new Date(now.getTime() - (((now.getUTCDay() + 6) % 7) + 7) * DAY_MS + days * DAY_MS)
  const day = monday.toISOString().slice(0, 10)
  const offset = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })
    .formatToParts(monday)
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace('GMT', '')
  return new Date(`${day}T${clock}:00${offset}`)
}

const board = () => journey.ask<PromiseBoard>('GET', '/api/v1/promises/board')
async function promiseTo(name: string): Promise<PromiseRow | undefined> {
  const { items } = await journey.ask<{ items: PromiseRow[] }>('GET', '/api/v1/promises?limit=200')
  return items.find(({ customer }) => customer.name === name)
}
const rows = (page: Page) => page.getByRole('listbox', { name: 'Promises by due time' }).getByRole('option')
const story = (page: Page) => page.getByRole('region', { name: /story of one promise/ })
const toast = (page: Page) => page.getByRole('region', { name: 'Just now' })
const tile = (page: Page, word: string) => page.getByRole('button', { name: new RegExp(word) })

async function fillForm(page: Page, email: string): Promise<void> {
  await page.getByLabel('Your name').fill(IMOGEN.name)
  await page.getByLabel('Your e-mail').fill(email)
  await page.getByLabel('Order number').fill('#10391')
  await page.getByLabel('What can we do?').fill(WORDS)
}

describe('the contact form', () => {
  test('works without JavaScript, says by when before and after, and the promise is on the board', async () => {
    const { page } = await journey.agent(form, { javaScriptEnabled: false })
    const before = await page.locator('#answer-by').innerText()
    expect(before).toMatch(/^We will answer by \w+day.* \d\d:\d\d$/)
    await fillForm(page, IMOGEN.email)
    await page.waitForTimeout(3_100)
    await page.getByRole('button', { name: 'Send to the team' }).click()
    await page.getByRole('heading', { name: 'We have your message' }).waitFor()
    expect(await page.locator('.lead').innerText()).toContain(before)
    expect(await page.locator('.reference').innerText()).toMatch(/^F-[2-9A-Z]{6}$/)

    await expect.poll(() => promiseTo(IMOGEN.name)).toMatchObject({ standing: 'open', keptBy: 'reply' })
    const due = new Date((await promiseTo(IMOGEN.name))?.dueAt ?? 0)
    const told = new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'America/New_York',
    }).format(due)
    const [weekday = '', clock = ''] = told.split(/,? (?:at )?(?=\d)/)
    expect(before).toContain(weekday)
    expect(before).toContain(clock)
  })

  test('offers what may save the writing, and takes a photo that outlives a wrong address', async () => {
    const piece = { sort: 'guide', url: 'http://127.0.0.1:9/hems', words: 'Here is how:' }
    const keep = (title: string, formWords: string[]) =>
      journey.ask('POST', '/api/v1/library', { ...piece, title, formWords })
    await keep('Short-leg trousers and free hems', ['short leg', 'hem'])
    await keep('Washing merino', ['wash', 'shrunk'])
    const { page, context } = await journey.agent(form)
    const hurry = page.getByRole('status')
    await hurry.getByRole('link', { name: 'Washing merino' }).waitFor()
    await page.getByLabel('What can we do?').fill('Nothing that anybody wrote about.')
    await hurry.waitFor({ state: 'hidden' })
    const email = 'hem@vance.example'
    await fillForm(page, 'hem at vance')
    expect(await hurry.getByRole('link').allInnerTexts()).toEqual(['Short-leg trousers and free hems'])
    const opened = context.waitForEvent('page')
    await hurry.getByRole('link').click()
    await (await opened).close()

    await page.getByLabel('A photo').setInputFiles({
      name: 'hem.png',
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#963a70' } })
        .png()
        .toBuffer(),
    })
    await page.getByText('hem.png').waitFor()
    await page.waitForTimeout(3_100)
    await page.getByRole('button', { name: 'Send to the team' }).click()
    await page.getByText('This does not look like an e-mail address').waitFor()
    await page.getByText('hem.png').waitFor()
    await page.getByLabel('Your e-mail').fill(email)
    await page.getByRole('button', { name: 'Send to the team' }).click()
    await page.getByText('Your photo came with it.').waitFor()

    type Library = { items: { title: string; onForm: { opened: number; written: number } }[] }
    const { items } = await journey.ask<Library>('GET', '/api/v1/library')
    expect(items.find(({ title }) => title.startsWith('Short-leg'))?.onForm).toEqual({
      opened: 1,
      written: 1,
    })
    const { page: inside } = await journey.agent(`/moments?q=${IMOGEN.name.split(' ')[0]}`)
    await inside
      .getByRole('option', { name: new RegExp(IMOGEN.name) })
      .last()
      .click()
    await inside.getByRole('list', { name: 'Pictures that came with it' }).getByRole('img').waitFor()
  })

  test('tells the visitor’s own time, keeps what was typed when the connection breaks, and offers the address', async () => {
    await journey.ask('PUT', '/api/v1/contact-form', { email: 'hello@tussock.example' })
    const { page, context } = await journey.agent(form, { timezoneId: 'Australia/Sydney' })
    await page.getByText('Your time, Australian Eastern').waitFor()
    await fillForm(page, 'noor@haddad.example')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Send to the team' }).click()
    await page
      .getByRole('alert')
      .getByText(/no connection.*hello@tussock\.example/)
      .waitFor()
    expect(await page.getByLabel('What can we do?').inputValue()).toBe(WORDS)
    await context.setOffline(false)
    await page.reload()
    await expect.poll(() => page.getByLabel('What can we do?').inputValue()).toBe(WORDS)
    await page.waitForTimeout(3_100)
    await page.getByRole('button', { name: 'Send to the team' }).click()
    await page.getByRole('heading', { name: 'We have your message' }).waitFor()
    await page.goto(form)
    expect(await page.getByLabel('What can we do?').inputValue()).toBe('')
  })

  test.each([
    { on: 'a wide screen', options: {} },
    { on: 'a phone', options: PHONE },
  ])('has nothing for axe to find on $on, and fits at 320 px', async ({ options }) => {
    const { page } = await journey.agent(form, options)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violationsIn(page), colorScheme).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})

test('an answer in time keeps the promise, and it is counted', async () => {
  const name = 'Ada Fields'
  const email = 'ada@fields.example'
  await journey.send([
    happened('Contact Form Submitted', email, name, new Date(Date.now() - 3_600_000), WORDS),
  ])
  await expect.poll(async () => (await promiseTo(name))?.standing).toBe('open')
  const { page } = await journey.agent('/promises')
  await rows(page).filter({ hasText: name }).click()
  await story(page).getByText(name).waitFor()
  await journey.send([
    happened('Reply Sent', email, name, new Date(), 'Yes: we hem for nothing. Which length do you need?'),
  ])
  await expect.poll(async () => (await promiseTo(name))?.standing).toBe('kept')
  await rows(page).filter({ hasText: name }).waitFor({ state: 'detached' })
  await expect.poll(async () => (await board()).counts.keptToday).toBeGreaterThan(0)
  await tile(page, 'Kept today').click()
  await rows(page).filter({ hasText: name }).waitFor()
})

test('two business days promised and answered on the fourth is broken by two, until it is made good', async () => {
  const name = 'Sol Ferrar'
  const email = 'sol@ferrar.example'
  await journey.send([
    happened('Contact Form Submitted', email, name, lastMonday(0, '14:05'), WORDS),
    happened(
      'Reply Sent',
      email,
      name,
      lastMonday(4, '12:00'),
      'So sorry for the wait. Yes, we hem for nothing.',
    ),
  ])
  await expect.poll(async () => (await promiseTo(name))?.standing).toBe('broken')
  const promise = await promiseTo(name)
  expect(promise?.dueAt).toBe(lastMonday(2, '17:00').toISOString())

  const { page } = await journey.agent('/promises')
  const row = rows(page).filter({ hasText: name })
  await row.getByText('kept 2 days late').waitFor()
  await row.click()
  await story(page).getByText('Broken').first().waitFor()
  await page.keyboard.press('m')
  const sheet = page.getByRole('dialog', { name: `Make it good with ${name}` })
  const apology = await sheet.getByLabel('Your apology').inputValue()
  expect(apology.length).toBeGreaterThan(20)
  await sheet.getByRole('button', { name: 'Copy and record' }).click()
  await toast(page).getByText(`recorded for ${name}`).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(apology.trim())
  await row.waitFor({ state: 'detached' })
  await expect
    .poll(() => journey.ask<PromiseDetail>('GET', `/api/v1/promises/${promise?.id}`))
    .toMatchObject({ row: { standing: 'broken', madeGoodAt: expect.any(String) as string } })
})

/** The closing time after which two business days were over when today's answer came. */
function closingTwoDaysBack(): Date {
  const dayMs = (back: number) => Date.now() - back * DAY_MS
  const inNewYork = (ms: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', weekday: 'short', dateStyle: undefined, year: 'numeric', month: '2-digit', day: '2-digit' }) // prettier-ignore
      .formatToParts(ms)
      .reduce<Record<string, string>>((parts, { type, value }) => ({ ...parts, [type]: value }), {})
  const isWorkday = (ms: number) => !['Sat', 'Sun'].includes(inNewYork(ms)['weekday'] ?? '')
  let left = 2
  for (let back = 0; ; back++) {
    if (left === 0 && isWorkday(dayMs(back))) {
      const { year, month, day } = inNewYork(dayMs(back))
      return closingOf(`${year}-${month}-${day}`)
    }
    if (left > 0 && isWorkday(dayMs(back))) left -= 1
  }
}

function closingOf(day: string): Date {
  const offset = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${day}T22:00:00Z`))
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace('GMT', '')
  return new Date(`${day}T17:00:00${offset}`)
}

test('S4: sent through the form, promised for two business days, answered on the fourth: broken by two, in plain sight', async () => {
  const name = 'Lotte Brandt'
  const email = 'lotte@brandt.example'
  const { page: visitor } = await journey.agent(form)
  await visitor.getByLabel('Your name').fill(name)
  await visitor.getByLabel('Your e-mail').fill(email)
  await visitor.getByLabel('What can we do?').fill(WORDS)
  await visitor.waitForTimeout(3_100)
  await visitor.getByRole('button', { name: 'Send to the team' }).click()
  await visitor.getByText('We reply within 2 business days').waitFor()
  await expect.poll(async () => (await promiseTo(name))?.standing).toBe('open')

  // Time passes: the promise moves back as far as the clock would have gone on, and those who watch find it due.
  const before = await promiseTo(name)
  const due = closingTwoDaysBack()
  const passedMs = Date.parse(before?.dueAt ?? '') - due.getTime()
  await journey.sql(
    `update promise set ${['made_at', 'armed_at', 'entry_at', 'due_at', 'risk_at', 'next_look_at'].map((column) => `${column} = ${column} - $2 * interval '1 millisecond'`).join(', ')} where id = $1`,
    [before?.id, passedMs],
  )
  await expect
    .poll(async () => (await promiseTo(name))?.brokenAt, { timeout: 15_000 })
    .toBe(due.toISOString())
  const { page } = await journey.agent('/moments')
  const moment = page.getByRole('option').filter({ hasText: name }).filter({ hasText: 'A broken promise' })
  // A list that is open already holds what comes after behind its pill.
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.getByRole('option').first().waitFor()
        return moment.count()
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toBe(1)

  // On the fourth business day somebody answers.
  await journey.send([happened('Reply Sent', email, name, new Date(), 'So sorry for the wait. Yes, we hem.')])
  await expect.poll(async () => (await promiseTo(name))?.keptAt ?? null).not.toBeNull()
  await page.goto('/promises?show=broken')
  await rows(page).filter({ hasText: name }).click()
  await story(page).getByText('Done 2 business days late').waitFor()
  await story(page)
    .getByText(/2 business days after the promised time\. Late is broken\./)
    .waitFor()
  expect(await promiseTo(name)).toMatchObject({ standing: 'broken', madeGoodAt: null })
})

test('a delay that several wait for is one row and one moment, and each of them is told with a line of her own', async () => {
  const names = ['Ida Holm', 'Jonas Lind', 'Karin Moe']
  const soon = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)
  for (const [i, name] of names.entries()) {
    const email = `${name.toLowerCase().replace(' ', '.')}@example.org`
    const parcel = (event: string, hoursAgo: number, more: object) => ({
      type: 'track',
      event,
      userId: email,
      messageId: `${event} ${email}`,
      timestamp: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
      context: { traits: { name, email } },
      properties: { order_id: `990${i}`, carrier: 'UPS', promised_for: soon, ...more },
    })
    await journey.send([parcel('Order Shipped', 60, {}), parcel('Delivery Delayed', 1, { reason: 'Held at the depot' })]) // prettier-ignore
  }
  const { page } = await journey.agent('/promises')
  await expect
    .poll(
      async () => (await journey.ask<{ items: unknown[] }>('GET', '/api/v1/promises/delays')).items.length,
    )
    .toBe(1)
  await page.goto('/promises')
  await rows(page).filter({ hasText: '3 customers' }).click()
  const drafts = page.getByRole('region', { name: 'Tell them first' })
  await drafts.getByLabel(names[0]!).fill('Hi Ida, your parcel may come a day later.')
  await drafts.getByRole('listitem').filter({ hasText: names[0]! }).getByRole('button', { name: 'Copy and write down' }).click() // prettier-ignore
  await toast(page).getByText(`on ${names[0]}’s timeline`).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'Hi Ida, your parcel may come a day later.',
  )
  await drafts.getByText('1 of 3 were told.').waitFor()
  expect(await violationsIn(page)).toEqual([])
})

test('a standing promise is tried on history before it is declared', async () => {
  const { page } = await journey.agent('/settings/hours')
  await page.getByRole('button', { name: 'Declare one' }).click()
  const sheet = page.getByRole('dialog', { name: 'Declare a standing promise' })
  await sheet.getByLabel('Where it stands').fill('Our inbox')
  await sheet.getByLabel('It begins when').selectOption({ label: 'A customer writes an e-mail' })
  await sheet.getByText(/Over the last 30 days it would have been opened \d+ times/).waitFor()
  expect(await violationsIn(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Declare it' }).click()
  await toast(page).getByText('Our inbox: “We reply within 2 business days”').waitFor()
  const { items } = await journey.ask<{ items: { id: string }[] }>('GET', '/api/v1/standing-promises')
  const declared = items.find(({ id }) => id === 'our_inbox')
  expect(declared).toMatchObject({ opens: { kind: 'message_in', channel: 'email' }, isOn: true })
  await journey.ask('PUT', '/api/v1/standing-promises/our_inbox', { ...declared, isOn: false })
})

test('promises of a former tool are shown with what can’t be one, then brought in with their old dates', async () => {
  const { page } = await journey.agent('/promises')
  await page.getByRole('button', { name: /New promise/ }).click()
  await page.getByRole('button', { name: 'Or bring a list in' }).click()
  const sheet = page.getByRole('dialog', { name: 'Bring promises in' })
  const list = ['email,promise,made,due', 'sol@ferrar.example,He may return them at any time,2024-03-01,', 'nobody@nowhere.example,Call back,2024-03-01,'] // prettier-ignore
  await sheet.getByLabel(/A list with/).fill(list.join('\n'))
  await sheet.getByRole('button', { name: 'Look at it' }).click()
  await sheet.getByText('to bring in, 1 set aside').waitFor()
  await sheet.getByRole('button', { name: 'Bring in 1' }).click()
  await toast(page).getByText('1 promise was brought in with their old dates.').waitFor()
  const { items } = await journey.ask<{ items: PromiseRow[] }>('GET', '/api/v1/promises?limit=200')
  expect(items.find(({ origin }) => origin === 'inherited')).toMatchObject({ dueAt: null, standing: 'open' })
})

test('P on a moment promises a check-back in words as they are said, and it stands beside the customer', async () => {
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  await page.locator('.KeyBar').getByText('promise').waitFor() // the key is there when the bar names it
  await page.keyboard.press('p')
  const sheet = page.getByRole('dialog', { name: `Promise ${MAREN.name} a check-back` })
  await sheet.getByLabel('When', { exact: true }).fill('gibberish')
  await expect.poll(() => sheet.getByRole('status').innerText()).not.toBe('')
  expect(await sheet.getByRole('button', { name: 'Promise it' }).isEnabled()).toBe(false)
  await sheet.getByLabel('When', { exact: true }).fill('in 2 business days')
  const promise = sheet.getByRole('button', { name: 'Promise it' })
  await expect.poll(() => promise.isEnabled()).toBe(true)
  await promise.click()
  await toast(page).getByText(`Promised ${MAREN.name}`).waitFor()
  await page.getByRole('region', { name: 'Promised to her' }).getByText('Check back').waitFor()
})

test('with the keyboard alone a promise is taken, its sleep past its time is refused, kept, and taken back', async () => {
  const { page } = await journey.agent('/promises')
  const mine = rows(page).filter({ hasText: 'Check back' })
  await mine.waitFor()
  const isSelected = async () => (await mine.getAttribute('aria-selected')) === 'true'
  for (let step = 0; step < 30 && !(await isSelected()); step++) await page.keyboard.press('k')
  for (let step = 0; step < 30 && !(await isSelected()); step++) await page.keyboard.press('j')
  expect(await isSelected()).toBe(true)
  await page.keyboard.press('h')
  const sheet = page.getByRole('dialog', { name: /^Snooze/ })
  await page.keyboard.type('in 3 weeks')
  await sheet.getByText(/a promise can’t sleep past its time/).waitFor()
  await page.keyboard.press('Escape')
  const standing = async () => (await promiseTo(MAREN.name))?.standing
  await page.keyboard.press('e')
  await toast(page).getByText('Kept:').waitFor()
  await expect.poll(standing).toBe('kept')
  await page.keyboard.press('z')
  await expect.poll(standing).not.toBe('kept')
  await mine.waitFor()
})

test.each([
  { on: 'a wide screen', options: {} },
  { on: 'a phone', options: PHONE },
])('axe finds nothing on the board and on a story on $on', async ({ options }) => {
  const { page } = await journey.agent('/promises', options)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto('/promises')
    await page.getByText(MAREN.name).first().waitFor()
    expect(await violationsIn(page), `${colorScheme}: the board`).toEqual([])
    await page.goto(`/promises/${(await promiseTo(MAREN.name))?.id ?? ''}`)
    await story(page).getByRole('listitem').first().waitFor()
    expect(await violationsIn(page), `${colorScheme}: a story`).toEqual([])
  }
})

test('the board can be read as a table, and so can the rates', async () => {
  const { page } = await journey.agent('/promises')
  await page.getByRole('button', { name: 'Show as table' }).first().click()
  const table = page.getByRole('region', { name: 'Promises as a table' })
  await table.getByRole('row').filter({ hasText: MAREN.name }).waitFor()
  await page.getByRole('region', { name: 'Kept, by touchpoint' }).getByRole('button').click()
  await page.getByRole('region', { name: 'Kept rates as a table' }).getByText('Contact form').waitFor()
})

test('the hours are changed field by field; a week without an open hour is refused and put back', async () => {
  const { page } = await journey.agent('/settings/hours')
  const opens = page.getByLabel('Monday opens')
  await opens.fill('08:30')
  await opens.press('Enter')
  await toast(page).getByText('Monday: 08:30 to 17:00.').waitFor()
  const calendar = () => journey.ask<{ week: { mon?: string[][] } }>('GET', '/api/v1/calendar')
  await expect.poll(async () => (await calendar()).week.mon).toEqual([['08:30', '17:00']])
  await page.keyboard.press('Tab')
  await toast(page).getByRole('button', { name: /Undo/ }).click()
  await expect.poll(async () => (await calendar()).week.mon).toEqual([['09:00', '17:00']])
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
    await page.getByRole('button', { name: `Remove 09:00 to 17:00 on ${day}` }).click()
  await page.getByRole('alert').waitFor()
  expect((await calendar()).week).not.toEqual({})
})
