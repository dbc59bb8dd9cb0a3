/** Friday's one question, on a Friday: each agent answers without her name, nothing is shown under five, and what was logged is told back. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openJourney, type Journey } from './journey.ts'
import { anInbox } from './letters.ts'
import { PHONE, picture, violationsIn } from './look.ts'
import { invite, join } from './team.ts'

const DAY_MS = 86_400_000
const FRIDAY = 5
/** Noon in the workspace's zone, or an hour off where the clock was put in between. */
const NOON_UTC_HOURS = 17
/** Four, and the owner is the fifth. */
const TEAM = ['Jo Park', 'Marcus Teo', 'Sam Idowu', 'Priya Nair']
const LINES = ['Half my morning is this one e-mail', 'I never know if the gift note went in']

const OUTCOME = 'One list for the carrier questions from Monday on'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('friday', undefined, {
    NODE_OPTIONS: `--import ${new URL('./moved-clock.ts', import.meta.url).href}`,
    SPOONFUL_AHEAD_MS: String(toFriday(Date.now())),
  })
  await journey.send(anInbox())
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** Milliseconds to the noon of the next Friday. */
function toFriday(now: number): number {
  const noon = Math.floor(now / DAY_MS) * DAY_MS + NOON_UTC_HOURS * 3_600_000
  const days = (FRIDAY - new Date(noon).getUTCDay() + 7) % 7
  return noon + days * DAY_MS - now
}

const card = (page: Page) => page.getByRole('region', { name: 'Friday’s question' })
const team = (page: Page) => page.getByRole('region', { name: 'How the team is' })
const toast = (page: Page) => page.getByRole('region', { name: 'Just now' })

/** One key, and a line where she has one. */
async function say(page: Page, key: string, line?: string): Promise<void> {
  await page.goto('/home')
  await card(page).getByText('It is Friday. What got in your way this week?').waitFor()
  await page.keyboard.press(key)
  await card(page)
    .getByText(/^Said: /)
    .waitFor()
  if (line === undefined) return
  await card(page).getByLabel('A line, if you like').fill(line)
  await page.keyboard.press('Enter')
  await toast(page).getByText('Your line is added.').waitFor()
}

test('four answers are hidden, the fifth shows what all said, without names, also beside the workbook', async () => {
  const links = new Map<string, string>()
  for (const name of TEAM) links.set(name, await invite(journey, name))
  const pages: Page[] = []
  for (const [name, link] of links) pages.push(await join(journey, name, link))
  const [jo, marcus, sam, priya] = pages as [Page, Page, Page, Page]

  await jo.goto('/home')
  await card(jo).getByRole('button', { name: '1 A tool' }).waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await jo.emulateMedia({ colorScheme })
    expect(await violationsIn(jo), colorScheme).toEqual([])
    await picture(jo, `friday-asked-${colorScheme}`)
  }
  await jo.emulateMedia({ colorScheme: 'light' })
  await say(jo, '6', LINES[0])
  await picture(jo, 'friday-said')
  await say(marcus, '3', LINES[1])
  await say(sam, '7')
  await say(priya, '6')
  // She has had her say: the question does not come again.
  await jo.goto('/home')
  await jo.getByRole('heading', { name: /^Good/ }).waitFor()
  await jo.getByRole('region', { name: 'What got in your way' }).waitFor()
  expect(await card(jo).count()).toBe(0)

  const { page: owner } = await journey.agent('/home')
  await team(owner).getByText('Fewer than five answered').waitFor()
  await owner.goto('/journey/workbook')
  const begin = owner.getByRole('button', { name: 'Begin a workbook' })
  await begin.click()
  await begin.waitFor({ state: 'detached' })
  await owner.goto('/journey/workbook/choose')
  const beside = (page: Page) => page.getByRole('complementary', { name: 'Beside the exercise' })
  await beside(owner)
    .getByText(/nothing is shown/)
    .waitFor()
  expect(await beside(owner).getByText('Half my morning').count()).toBe(0)

  await say(owner, '6')
  await owner.reload()
  for (const line of LINES) await team(owner).getByText(line).waitFor()
  await team(owner)
    .getByText(/5 of 5 answered, Friday/)
    .waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await owner.emulateMedia({ colorScheme })
    expect(await violationsIn(owner), colorScheme).toEqual([])
    await picture(owner, `friday-home-${colorScheme}`, { fullPage: true })
  }
  await owner.emulateMedia({ colorScheme: 'light' })
  // What became of it is told by cause, and stands on each agent's own home.
  const outcomes = (page: Page) => page.getByRole('region', { name: 'What became of Friday’s answers' })
  await outcomes(owner).getByRole('button', { name: 'Tell the team what became of it' }).last().click()
  await outcomes(owner).getByLabel('What became of it: too much at once').fill(OUTCOME)
  expect(await violationsIn(owner)).toEqual([])
  await owner.keyboard.press('Enter')
  await toast(owner).getByText('Told to the team.').waitFor()
  await outcomes(owner).getByText(OUTCOME).waitFor()
  await sam.goto('/home')
  await outcomes(sam).getByText(OUTCOME).waitFor()
  expect(await violationsIn(sam)).toEqual([])
  await picture(sam, 'friday-outcome')
  // An agent reads it where she thinks about it, too.
  for (const [name, page] of [
    ['owner', owner],
    ['agent', sam],
  ] as const) {
    await page.goto('/journey/workbook/choose')
    for (const line of LINES) await beside(page).getByText(line).waitFor()
    expect(await violationsIn(page), name).toEqual([])
  }
  await picture(owner, 'friday-workbook')
  await owner.emulateMedia({ colorScheme: 'dark' })
  await picture(owner, 'friday-workbook-dark')
})

test('an answer is taken back while it stands; what was logged is told back to who raised it', async () => {
  const jo = await join(journey, 'Ida Brandt', await invite(journey, 'Ida Brandt'))
  await say(jo, '2')
  await card(jo).getByRole('button', { name: 'Take it back' }).click()
  await card(jo).getByText('It is Friday. What got in your way this week?').waitFor()
  await card(jo).getByRole('button', { name: 'Not this week' }).click()
  await card(jo).waitFor({ state: 'detached' })

  await jo.keyboard.press('b')
  const log = jo.getByRole('dialog', { name: 'What got in your way?' })
  await log.getByLabel(/^A line/).fill('The carrier page logs me out')
  await log.getByRole('button', { name: 'A tool' }).click()
  await toast(jo).getByText('Written down: a tool.').waitFor()

  const { page: owner } = await journey.agent('/home')
  const hindrances = owner.getByRole('region', { name: 'What gets in the team’s way' })
  await hindrances.getByText('The carrier page logs me out').waitFor()
  await hindrances.getByRole('button', { name: 'Tell them what was done' }).click()
  await hindrances.getByLabel('What was done about it').fill('It keeps you signed in since today')
  await owner.keyboard.press('Enter')
  await toast(owner).getByText('Told to those who raised it.').waitFor()
  await jo.reload()
  await jo
    .getByRole('region', { name: 'What got in your way' })
    .getByText('It keeps you signed in since today')
    .waitFor()
  await picture(jo, 'friday-told-back')

  const phone = await journey.agent('/home', PHONE)
  await team(phone.page)
    .getByText(LINES[0] ?? '')
    .waitFor()
  await picture(phone.page, 'friday-phone', { fullPage: true })
})
