/** Several who work beside each other: who else is here is told, a play goes from hand to hand, own words are counted of the team alone. */
import type { Cookie, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { QueueAnswer } from '#features/moments/contract.ts'
import type { OwnWordsAnswer } from '#features/plays/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, letter, MAREN } from './letters.ts'
import { momentRows, showMoment } from './screens.ts'
import { invite, join } from './team.ts'

const IDA = { who: 'ida', name: 'Ida Fenwick', hoursAgo: 1, channel: 'email' } as const
const KOFI = 'Kofi Brandt'
const TEAM = ['Jo Park', 'Marcus Teo', 'Sam Idowu', 'Priya Nair'] as const

let journey: Journey
let owner: string
/** Who has come in by her invitation stays signed in: her cookies, by her name. */
const kept = new Map<string, Cookie[]>()
beforeAll(async () => {
  journey = await openJourney('together')
  owner = (await journey.ask<{ member: { name: string } }>('GET', '/api/v1/session')).member.name
  await journey.send([
    ...anInbox(),
    letter({ ...IDA, text: 'My daughter lost her favorite toy, a knitted train, in the box we sent back.' }),
  ])
  for (const { name } of [MAREN, IDA, { name: KOFI }]) await journey.noticed(name)
  for (const name of TEAM) {
    const page = await join(journey, name, await invite(journey, name))
    kept.set(name, await page.context().cookies())
  }
  await journey.leave()
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** A colleague's browser, signed in. */
async function comeIn(name: (typeof TEAM)[number]): Promise<Page> {
  const { page, context } = await journey.agent('/healthz')
  await context.clearCookies()
  await context.addCookies(kept.get(name) ?? [])
  return page
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Your reply' })
const tick = (page: Page, words: string) => page.getByRole('checkbox', { name: `Tick off: ${words}` })

/** Seconds it took, in the order in which they were sent: with a line of one's own, and as the macro had it. */
const OWN_SECONDS = [40, 12, 55, 31, 20, 48, 26, 61, 35, 18, 29, 90, 44]
const PLAIN_SECONDS = [9, 4, 14, 6, 11, 8, 30, 5, 12, 7, 10]
const MACRO = 'Thank you, that makes our day.'
const OWN = `${MACRO} My own week was saved by it as well.`

/**
 * By hand: 13 of 24 are the agents' own, p = 0.541667. Wilson's interval with z² = 3.8416: centre (p + z²/48) / (1 + z²/24) =
 * 0.621700 / 1.160067 = 0.5359; reach 1.96 × √(p (1 − p) / 24 + z² / 2304) / 1.160067 = 1.96 × 0.109598 / 1.160067 = 0.1852: 35 to 72 %.
 * The medians: the 7th of 13 is 35 s, the 6th of 11 is 9 s.
 */
test('the share of own words is told from 20 replies on, the seconds from five people on, and nobody’s name', async () => {
  const { items } = await journey.ask<QueueAnswer>('GET', '/api/v1/queue')
  const momentId = items.find(({ customer }) => customer.name === KOFI)?.id
  const pages = await Promise.all(TEAM.map(comeIn))
  const all = [
    ...OWN_SECONDS.map((secondsSpent) => ({ secondsSpent, text: OWN })),
    ...PLAIN_SECONDS.map((secondsSpent) => ({ secondsSpent, text: MACRO })),
  ].map((one, i) => ({ ...one, key: `own-words-${i}`, momentId, macroText: MACRO }))
  for (const [i, data] of all.slice(0, 20).entries()) {
    const answer = await pages[i % TEAM.length]?.request.post('/api/v1/replies', { data })
    expect(answer?.status()).toBe(201)
  }
  const sent = async () => (await journey.ask<OwnWordsAnswer>('GET', '/api/v1/own-words')).sent
  await expect.poll(sent, { timeout: 40_000 }).toBe(20)
  const { page } = await journey.agent('/settings/words')
  const card = page.getByRole('region', { name: 'Own words in the team' })
  await card.getByText('of replies have a line of one’s own: 13 of 20 in 30 days').waitFor()
  expect(await card.innerText(), 'four people').not.toContain('Half of them')

  for (const data of all.slice(20)) await journey.ask('POST', '/api/v1/replies', data)
  await expect.poll(sent, { timeout: 40_000 }).toBe(24)
  await page.reload()
  await card.getByText('13 of 24 in 30 days').waitFor()
  const words = await card.innerText()
  expect(words).toContain('35 to 72%')
  expect(words).toContain('Half of them took under 35 s with one, and under 9 s without.')
  for (const name of [...TEAM, owner]) expect(words).not.toContain(name)
})

test('who else is here is told to both, who writes too, and who left is gone', async () => {
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  const jo = await comeIn('Jo Park')
  await jo.goto('/moments')
  expect(await page.getByText(/is here too|is writing/).count()).toBe(0)
  await showMoment(jo)
  await page.getByRole('status').getByText('Jo Park is here too').waitFor()
  await jo.getByRole('status').getByText(`${owner} is here too`).waitFor()
  await field(jo).fill('Hi Maren, I am looking')
  await page.getByRole('status').getByText('Jo Park is writing').waitFor()
  await momentRows(jo).filter({ hasText: 'Theo Castellanos' }).click()
  await page.getByText('Jo Park is writing').waitFor({ state: 'detached' })
  expect(await page.getByText('Jo Park is here too').count()).toBe(0)
})

const LOOK = 'Look for it where it may be'
const HOLIDAY = 'Take pictures of its holiday and write the note'

test('a play of two people: each step asks whose hands, and the second’s opens when the first ticks hers off', async () => {
  const { page } = await journey.agent('/moments')
  const marcus = await comeIn('Marcus Teo')
  await momentRows(page).filter({ hasText: IDA.name }).click()
  for (const [step, hands] of [
    [LOOK, owner],
    [HOLIDAY, 'Marcus Teo'],
  ] as const) {
    await page.getByRole('button', { pressed: false }).filter({ hasText: step }).click()
    const sheet = page.getByRole('dialog', { name: `${step} for ${IDA.name}` })
    await sheet.getByLabel('Whose hands').selectOption(hands)
    await sheet.getByRole('button', { name: 'Add it' }).click()
    await page.getByRole('button', { pressed: true }).filter({ hasText: step }).waitFor()
  }
  await marcus.goto('/tasks')
  await marcus.getByText('Nothing waits for your hands').waitFor()
  await field(page).fill('Hi Ida, two of us are looking for the train.')
  await page.keyboard.press('ControlOrMeta+Enter')

  await marcus.getByText(`Waits for: ${LOOK}`).waitFor()
  expect(await tick(marcus, HOLIDAY).isDisabled()).toBe(true)
  expect(await tick(marcus, LOOK).count(), 'the first step is another’s').toBe(0)
  await page.goto('/tasks')
  await tick(page, LOOK).click({ force: true })
  await marcus.getByText(`Waits for: ${LOOK}`).waitFor({ state: 'detached' })
  await tick(marcus, HOLIDAY).click({ force: true })
  const told = marcus.getByRole('region', { name: 'Just now' })
  await told.getByText(`Done: ${HOLIDAY}`).waitFor()
  await marcus.getByText('Nothing waits for your hands').waitFor()
})
