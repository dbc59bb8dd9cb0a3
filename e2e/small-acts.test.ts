/** A small act whole: the agent's own line and ten dollars go with a reply, are taken back, go again, and stand in the ledger. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Composer, GrantRow, Task, UseAnswer } from '#features/plays/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN, SUNHI } from './letters.ts'
import { PHONE, violationsIn } from './look.ts'
import { showMoment } from './screens.ts'

const STORY = 'I wore my Wren to my brother’s wedding in May and danced till two in it.'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('small-acts')
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

const toast = (page: Page) => page.getByRole('region', { name: 'Just now' })
const field = (page: Page) => page.getByRole('textbox', { name: 'Your reply' })
const card = (page: Page, words: string, pressed: boolean) =>
  page.getByRole('button', { pressed }).filter({ hasText: words })
const momentIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const composer = (page: Page) => journey.ask<Composer>('GET', `/api/v1/moments/${momentIn(page)}/composer`)

async function addParcel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More acts' }).click()
  await page
    .getByRole('dialog', { name: 'More acts' })
    .getByRole('button', { name: /second parcel/ })
    .click()
  const sheet = page.getByRole('dialog', { name: /second parcel/ })
  await sheet.getByLabel('How much').fill('10')
  await sheet.getByLabel('What to send').fill('A second Wren, overnight')
  await sheet.getByLabel('Why, for the ledger').fill('The wedding is in a week')
  await sheet.getByRole('button', { name: 'Add it' }).click()
  await card(page, 'second Wren', true).waitFor()
}

test('an anecdote and ten dollars go with a reply, are taken back in time, go again, and stand in the ledger', async () => {
  await journey.ask('POST', '/api/v1/anecdotes', {
    fact: 'I wore my Wren to my brother’s wedding',
    product: 'Wren dress',
    words: STORY,
  })
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  await page.getByText('$250 of your $250 left this month').waitFor()
  await card(page, 'danced till two', false).click()
  await card(page, 'danced till two', true).waitFor()
  expect(await field(page).inputValue()).toContain(STORY)
  expect(await page.locator('.Composer-under .Added').allInnerTexts()).toEqual([STORY])
  await addParcel(page)

  await page.keyboard.press('ControlOrMeta+Enter')
  await toast(page).getByText(`Copied and logged for ${MAREN.name} with 2 acts`).waitFor()
  await page.getByText(/^Sends in \d+ s/).waitFor()
  await expect.poll(async () => (await composer(page)).budget.leftMinor).toBe(24_000)
  await page.keyboard.press('z')
  await expect.poll(() => field(page).inputValue()).toContain(STORY)
  await expect.poll(async () => (await composer(page)).budget.leftMinor).toBe(25_000)

  await page.keyboard.press('ControlOrMeta+Enter')
  const held = async () => (await composer(page)).replies.find(({ state }) => state !== 'undone')
  await expect.poll(async () => (await held())?.state, { timeout: 30_000 }).toBe('sent')
  const sent = await held()
  expect(sent?.text).toContain(STORY)
  expect(sent?.isPersonal).toBe(true)
  await page.getByText(/copied and logged today/).waitFor()

  const { items } = await journey.ask<{ items: GrantRow[] }>('GET', '/api/v1/grants')
  expect(items.filter(({ reverses, reversedBy }) => reverses === null && reversedBy === null)).toHaveLength(1)
  await page.goto('/settings/autonomy')
  const ledger = page.getByRole('list', { name: 'The ledger, newest first' })
  await ledger.getByText('The wedding is in a week').first().waitFor()
  expect(await ledger.getByRole('listitem').first().innerText()).toContain('$10')
  const use = await journey.ask<UseAnswer>('GET', '/api/v1/autonomy/use')
  expect(use.team.usedMinor).toBe(1_000)

  await page.goto('/tasks')
  await page.getByRole('checkbox', { name: /^Tick off: .*second Wren/ }).click({ force: true })
  await toast(page)
    .getByText(/^Done: /)
    .waitFor()
  const tasks = async () =>
    (await journey.ask<{ items: Task[] }>('GET', '/api/v1/tasks?of=done')).items.map(({ done }) => done?.by)
  await expect.poll(async () => (await tasks()).length).toBe(1)
  await page.keyboard.press('z')
  await expect.poll(async () => (await tasks()).length).toBe(0)
})

describe('before anything goes out', () => {
  test('a blank is named by Ctrl-Enter, and nothing is sent', async () => {
    const { page } = await journey.agent('/moments')
    await showMoment(page)
    await field(page).fill('Hi {{first_nam}}, it is on its way.')
    await field(page).press('ControlOrMeta+Enter')
    await page
      .getByRole('alert')
      .getByText(/\{\{first_nam\}\} has no value/)
      .waitFor()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('{{first_nam}}')
    const before = (await composer(page)).replies.filter(({ state }) => state === 'held')
    expect(before).toEqual([])
  })

  test('a draft survives a closed tab, in another browser too', async () => {
    const one = await journey.agent('/moments')
    await showMoment(one.page)
    await field(one.page).fill('Half a thought about the wedding')
    await expect
      .poll(async () => (await composer(one.page)).saved?.text)
      .toBe('Half a thought about the wedding')
    await one.page.close()
    const two = await journey.agent('/moments')
    await showMoment(two.page)
    await expect.poll(() => field(two.page).inputValue()).toBe('Half a thought about the wedding')
  })
})

test('limits are a sentence: a field is changed by hand, saved by itself, and put back by Z', async () => {
  const { page } = await journey.agent('/settings/autonomy')
  const act = page.getByLabel('For one act')
  await act.fill('$20')
  await act.press('Enter')
  await toast(page).getByText('For one act: $20.').waitFor()
  const limit = async () => (await journey.ask<{ actMinor: number }>('GET', '/api/v1/autonomy')).actMinor
  await expect.poll(limit).toBe(2_000)
  await act.blur()
  await page.keyboard.press('z')
  await expect.poll(limit).toBe(2_500)
  await act.fill('much')
  await act.press('Enter')
  expect(await act.getAttribute('aria-invalid')).toBe('true')
})

test('a play is tried on the last 90 days by a press, and shows whose moments those were', async () => {
  await journey.noticed(SUNHI.name)
  const { page } = await journey.agent('/settings/plays')
  const tried = async (play: string) => {
    await page.getByRole('button', { name: new RegExp(`^${play}`) }).click()
    const sheet = page.getByRole('dialog', { name: play })
    await sheet.getByRole('button', { name: 'Try it on the last 90 days' }).click()
    return sheet
  }
  const none = await tried('Two came back')
  await none.getByText('It would not have been offered once in the last 90 days.').waitFor()
  await page.keyboard.press('Escape')
  const sheet = await tried('An animal was mentioned')
  await sheet.getByText('It would have been offered 1 time in the last 90 days.').waitFor()
  await sheet.getByText('1 customer.').waitFor()
  expect(await sheet.locator('.PlaySheet-words').allInnerTexts()).toEqual([
    expect.stringContaining('my dog Biscuit'),
  ])
  await sheet.getByRole('link', { name: SUNHI.name }).click()
  await page.getByRole('article', { name: 'The words it was noticed in' }).getByText('Biscuit').waitFor()
})

describe.each([
  { on: 'a wide screen', options: {} },
  { on: 'a phone', options: PHONE },
])('on $on', ({ options }) => {
  test.each(['/settings/autonomy', '/tasks'])(
    '%s has nothing for axe to find, in both schemes',
    async (path) => {
      const { page } = await journey.agent(path, options)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await violationsIn(page), colorScheme).toEqual([])
      }
      const width = page.viewportSize()?.width ?? 0
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    },
  )
})
