/** The main job in a real browser: words come in, moments show with the words that gave them away, an agent acts on one. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ImportStatus } from '#connectors/files/contract.ts'
import type { MomentDetail } from '#features/moments/contract.ts'
import type { Reply } from '#features/plays/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { csvFile, inboxFile } from './inbox-file.ts'
import { anInbox, MAREN } from './letters.ts'
import { momentRows } from './screens.ts'

/** Real customers' words; only there where the project is built. */
const REVIEWS = new URL('../../shared/data/clothing-reviews/reviews.csv', import.meta.url)

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('main', 'bin/start.mjs')
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

test('from the printed link to a moment done, taken back, and the customer beside it', async () => {
  const { page } = journey.first
  await page.getByRole('heading', { name: 'Whose moments shall we notice first?' }).waitFor()
  await page.getByRole('radio', { name: /^A file of yours/ }).check()
  await page.locator('input[type=file]').setInputFiles(await inboxFile())

  // Every column is guessed; nothing has to be said.
  await page.getByRole('heading', { name: 'Did we take your columns right?' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Messages' }).getAttribute('aria-checked')).toBe('true')
  const taken = (column: string) =>
    page.getByLabel(`What ${column} is`).evaluate((select: HTMLSelectElement) => select.value)
  const columns = ['Received', 'From', 'Email', 'Channel', 'Subject', 'Message']
  expect(await Promise.all(columns.map(taken))).toEqual(['at', 'name', 'email', 'channel', 'title', 'text'])
  await page.getByText('Dates as year-month-day.').waitFor()
  const head = page.getByRole('region', { name: 'The first rows' }).getByRole('row')
  expect(await head.count(), 'a head and 20 rows').toBe(21)
  await page.getByRole('button', { name: /^Read it all/ }).click()

  await page.getByRole('heading', { name: 'inbox.csv is read' }).waitFor()
  await page.getByText('1 line was set aside').waitFor()
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByRole('list', { name: 'Lines' }).getByText('nobody.knows@mail.example').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: 'Already worth a look' }).locator('mark').first().waitFor()
  await page.getByRole('button', { name: /^Open the queue now/ }).click()

  // A moment with its words marked, reached with J.
  const rows = momentRows(page)
  const imogen = rows.filter({ hasText: 'Imogen Vance' })
  await imogen.waitFor()
  expect(await imogen.locator('mark').innerText()).toContain('tracking has not moved')
  await rows.first().click()
  for (let i = 0; (await imogen.getAttribute('aria-selected')) !== 'true' && i < 60; i++)
    await page.keyboard.press('j')
  const message = page.getByRole('article', { name: 'The words it was noticed in' })
  await message.getByText('his uniform').waitFor()
  expect(await message.locator('mark').count()).toBeGreaterThan(0)

  // An act, done, and taken back.
  const offered = page.getByRole('button', { pressed: false }).filter({ hasText: 'Say where it is' })
  await page.keyboard.press(await offered.locator('.Kbd').innerText())
  await page.getByRole('button', { pressed: true }).filter({ hasText: 'Say where it is' }).waitFor()
  await page.keyboard.press('e')
  await page.getByRole('region', { name: 'Just now' }).getByText('Done: Imogen Vance.').waitFor()
  expect(await imogen.count()).toBe(0)
  await page.keyboard.press('z')
  await imogen.waitFor()
  await page.getByRole('button', { pressed: true }).filter({ hasText: 'Say where it is' }).waitFor()

  // The customer beside it.
  const pane = page.getByRole('complementary', { name: 'Customer' })
  await pane.getByRole('heading', { name: 'Imogen Vance' }).waitFor()
  await pane.getByText('This moment').waitFor()
})

test('an agent steps to a moment, adds an act, logs her line, is done, and takes it back', async () => {
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
  const { page } = await journey.agent('/moments')
  const rows = momentRows(page)
  await rows.first().waitFor()
  const maren = rows.filter({ hasText: MAREN.name })
  while ((await maren.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('j')

  const message = page.getByRole('article', { name: 'The words it was noticed in' })
  const marked = message.locator('mark').first()
  await marked.waitFor()
  const words = (await marked.innerText()).replace(/[\d\s]+$/, '')
  expect(MAREN.text).toContain(words)
  expect(
    await page.getByRole('list', { name: 'Why this was noticed' }).getByRole('listitem').count(),
  ).toBeGreaterThan(0)

  const act = page.getByRole('button', { pressed: false }).filter({ hasText: 'Say where it is right now' })
  await act.waitFor()
  await page.keyboard.press(await act.locator('.Kbd').innerText())
  const reply = page.getByRole('textbox', { name: 'Your reply' })
  await expect.poll(() => reply.inputValue()).toContain('I’ve just looked up order #10482')
  const line = await reply.inputValue()
  await page.keyboard.press('ControlOrMeta+Enter')
  const justNow = page.getByRole('region', { name: 'Just now' })
  await justNow.getByText(`Copied and logged for ${MAREN.name}`).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(line)

  const id = new URL(page.url()).pathname.split('/').at(-1)
  const moment = () => journey.ask<MomentDetail>('GET', `/api/v1/moments/${id}`)
  const replies = () => journey.ask<{ items: Reply[] }>('GET', `/api/v1/replies?moment=${id}`)
  await expect.poll(async () => (await replies()).items.map(({ text }) => text)).toEqual([line])

  await page.keyboard.press('e')
  await justNow.getByText(`Done: ${MAREN.name}.`).waitFor()
  expect(await maren.count()).toBe(0)
  await expect.poll(async () => (await moment()).settlement?.outcome).toBe('done')

  await page.keyboard.press('z')
  await maren.waitFor()
  await expect.poll(async () => (await moment()).settlement).toBeNull()
})

test('the customer stands beside the moment: figures, what is known, and everything that happened', async () => {
  const { page } = await journey.agent('/moments')
  await page.getByRole('option', { name: new RegExp(MAREN.name) }).click()
  const pane = page.getByRole('complementary', { name: 'Customer' })
  await pane.getByRole('heading', { name: MAREN.name }).waitFor()
  await pane.getByText('$244', { exact: true }).waitFor()
  await pane.getByText(/Orders Wren dress/).waitFor()
  await pane.getByText('This moment').waitFor()

  await pane.getByRole('button', { name: 'Add' }).click()
  await pane.getByRole('textbox', { name: 'What they told you' }).fill('Reads at her sister’s wedding')
  await page.keyboard.press('Enter')
  await pane.getByText('Reads at her sister’s wedding').waitFor()
  await page.reload()
  await pane.getByText('Reads at her sister’s wedding').waitFor()
})

test('with ⌘K an agent finds a customer and a moment by a few letters', async () => {
  const { page } = await journey.agent('/moments')
  await momentRows(page).first().waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'Find or do' })
  const found = page.getByRole('listbox', { name: 'Found' }).getByRole('option')
  await field.fill('maren odu')
  await found.filter({ hasText: 'Maren Oduya: ' }).first().waitFor()
  await found
    .filter({ hasText: /^Maren Oduya/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: 'Maren Oduya' }).getByText('Known by').waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/customers\//)

  await page.keyboard.press('ControlOrMeta+k')
  await field.fill('imogen')
  await found.filter({ hasText: 'Imogen Vance: ' }).first().click()
  await page.getByRole('article', { name: 'The words it was noticed in' }).getByText('his uniform').waitFor()
})

test.skipIf(!existsSync(REVIEWS))(
  'real reviews are read in, line breaks within them and all: the first 1,500 lines',
  async () => {
    const lines = (await readFile(REVIEWS, 'utf8')).split('\n')
    const { page } = await journey.agent('/import')
    const file = csvFile('reviews.csv', `${lines.slice(0, 1_501).join('\n')}\n`)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('region', { name: 'The first rows' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Reviews' }).getAttribute('aria-checked')).toBe('true')
    await page.getByRole('button', { name: /^Read it all/ }).click()
    await page.getByRole('heading', { name: 'reviews.csv is read' }).waitFor({ timeout: 120_000 })
    const { items } = await journey.ask<{ items: ImportStatus[] }>('GET', '/api/v1/imports')
    const status = items.find(({ name }) => name === 'reviews.csv')
    expect(status).toMatchObject({ state: 'finished', as: 'reviews' })
    expect((status?.stored ?? 0) + (status?.setAside ?? 0)).toBe(status?.read)
    console.log(`reviews: ${status?.read} read, ${status?.stored} stored, ${status?.setAside} set aside`)
  },
)

test('an old export leaves nothing to act on, says so, and shows what lies in the past', async () => {
  const { page } = await journey.agent('/import')
  const text =
    'Date received,Sender,Body\n' +
    ['2018-03-01', '2019-06-01']
      .map(
        (day, i) =>
          `${day},Ruth Old${i} <old${i}@mail.example>,Where is my order? It still has not arrived.\n`,
      )
      .join('')
  await page.locator('input[type=file]').setInputFiles(csvFile('old.csv', text))
  await page.getByRole('button', { name: /^Read it all/ }).click()
  await page.getByRole('heading', { name: 'old.csv is read' }).waitFor()
  await page.getByText('Nothing to act on today.').waitFor()
  const found = page.getByRole('region', { name: 'What was found, the newest first' }).getByRole('link')
  expect(await found.first().innerText()).toMatch(/Ruth Old1[^]*Where is my order/)
  await found.first().click()
  await page.waitForURL(/\/moments\/[^?]+\?show=past/)
  await page
    .getByRole('heading', { name: /Ruth Old1|Ruth is chasing/ })
    .first()
    .waitFor()
  await page.goto('/moments?show=past&q=ruth')
  const past = page.getByRole('listbox', { name: 'Moments in the past' }).getByRole('option')
  await past.filter({ hasText: 'Ruth Old1' }).waitFor()
  expect(await past.filter({ hasText: 'Ruth Old' }).count()).toBe(2)
  await page.getByRole('listbox', { name: 'Moments in the past' }).getByText('Jun 2019').first().waitFor()
  await page.getByRole('button', { name: 'Back to what is open' }).first().click()
  await momentRows(page).first().waitFor()
})

test('what a program sent in vain is listed with what to do', async () => {
  const { page } = await journey.agent('/import')
  const { secret } = await journey.ask<{ secret: string }>('POST', '/api/v1/keys', {
    name: 'Old shop',
    scopes: ['intake'],
  })
  const authorization = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
  const send = () =>
    fetch(new URL('/v1/track', journey.program.url), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"event":"Order Completed"}',
    })
  // A program that is told to come again later does, as on a machine whose disk is slow.
  await expect.poll(async () => (await send()).status, { interval: 1_000 }).toBe(400)
  await page.getByRole('link', { name: 'What was refused' }).click()
  await page.getByRole('button', { name: /^It names nobody/ }).click()
  await page.getByText('What to do:').waitFor()
  await page.getByText('"event": "Order Completed"').waitFor()
})

test('a moment is taken and let go; where nobody else is, handing over says so', async () => {
  const { page } = await journey.agent(`/moments?q=${MAREN.name.split(' ')[0]}`)
  await page.getByRole('option', { name: new RegExp(MAREN.name) }).click()
  await page.getByRole('button', { name: 'Take it', exact: true }).click()
  await page.getByRole('button', { name: 'Yours', exact: true }).waitFor()
  await page.keyboard.press('a')
  const sheet = page.getByRole('dialog')
  await sheet.getByText('There is nobody else on the team yet.').waitFor()
  await sheet.getByRole('button', { name: 'Let go of it' }).click()
  await page.getByRole('button', { name: 'Take it', exact: true }).waitFor()
})
