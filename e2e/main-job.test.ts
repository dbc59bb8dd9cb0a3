/** The main job in a real browser: words come in, moments show with the words that gave them away, an agent acts on one. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ImportStatus } from '#connectors/files/contract.ts'
import type { MomentDetail } from '#features/moments/contract.ts'
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

test('the printed link leads to the first run, and a file of one’s own becomes moments', async () => {
  const { page } = journey.first
  await page.getByRole('heading', { name: 'Whose moments shall we notice first?' }).waitFor()
  await page.getByRole('radio', { name: /^A file of yours/ }).check()
  await page.locator('input[type=file]').setInputFiles(await inboxFile())

  await page.getByRole('heading', { name: 'Did we take your columns right?' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Messages' }).getAttribute('aria-checked')).toBe('true')
  const taken = (column: string) =>
    page.getByLabel(`What ${column} is`).evaluate((select: HTMLSelectElement) => select.value)
  expect(await taken('Message')).toBe('text')
  expect(await taken('Email')).toBe('email')
  await page.getByLabel('What Received is').selectOption('at')
  await page.getByLabel('What From is').selectOption('name')
  const rows = page.getByRole('region', { name: 'The first rows' }).getByRole('row')
  expect(await rows.count(), 'a head and 20 rows').toBe(21)
  await page.getByRole('button', { name: /^Read it all/ }).click()

  await page.getByRole('heading', { name: 'inbox.csv is read' }).waitFor()
  await page.getByText('1 line was set aside').waitFor()
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByRole('list', { name: 'Lines' }).getByText('nobody.knows@mail.example').waitFor()
  await page.keyboard.press('Escape')
  const look = page.getByRole('region', { name: 'Already worth a look' })
  await look.locator('mark').first().waitFor()

  await page.getByRole('button', { name: /^Open the queue now/ }).click()
  const imogen = momentRows(page).filter({ hasText: 'Imogen Vance' })
  await imogen.waitFor()
  expect(await imogen.locator('mark').innerText()).toContain('tracking has not moved')
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
  await page.keyboard.press('1')
  const reply = page.getByRole('textbox', { name: 'Your reply' })
  await expect.poll(() => reply.inputValue()).toContain('I’ve just looked up order #10482')
  const line = await reply.inputValue()
  await page.keyboard.press('ControlOrMeta+Enter')
  const justNow = page.getByRole('region', { name: 'Just now' })
  await justNow.getByText(`Copied and logged for ${MAREN.name}`).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(line)

  const id = new URL(page.url()).pathname.split('/').at(-1)
  const moment = () => journey.ask<MomentDetail>('GET', `/api/v1/moments/${id}`)
  await expect.poll(async () => (await moment()).done.map(({ text }) => text)).toEqual([line])

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
    await page.getByRole('heading', { name: 'reviews.csv is read' }).waitFor()
    const { items } = await journey.ask<{ items: ImportStatus[] }>('GET', '/api/v1/imports')
    const status = items.find(({ name }) => name === 'reviews.csv')
    expect(status).toMatchObject({ state: 'finished', as: 'reviews' })
    expect((status?.stored ?? 0) + (status?.setAside ?? 0)).toBe(status?.read)
    console.log(`reviews: ${status?.read} read, ${status?.stored} stored, ${status?.setAside} set aside`)
  },
)
