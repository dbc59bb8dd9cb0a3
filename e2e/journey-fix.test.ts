/** From the worst touchpoint of the map to its evidence, an idea, this week's fix, and what it did, on the team's home. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FixBoard, JourneyMap } from '#features/journey/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, letter, order } from './letters.ts'
import { PHONE, picture, violationsIn } from './look.ts'
import { showMoment } from './screens.ts'

const IDEA = 'Send the dispatch mail after the first carrier scan'
const CHASE = 'Where is my parcel? I have written twice and still no answer.'
/** Chases came until so many days ago. */
const LAST_CHASE = 22

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('journey-fix')
  const past = Array.from({ length: 46 }, (_, index) => 47 - index)
  await journey.send(
    past.flatMap((days) =>
      [1, 2, 3].map((one) => order(`buyer-${days}-${one}`, `7${days}${one}`, days, 80, 'Wren dress')),
    ),
  )
  const chased = past.filter((days) => days > LAST_CHASE).flatMap((days) => [`${days}a`, `${days}b`])
  for (let at = 0; at < chased.length; at += 20) await journey.send(chased.slice(at, at + 20).flatMap(aChase))
  await journey.send(anInbox())
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** Somebody orders, waits and asks: "31a" on the 31st day before now. */
function aChase(who: string): object[] {
  const days = Number.parseInt(who, 10)
  return [
    order(`waiter-${who}`, `9${who}`, days + 2, 120, 'Wren dress'),
    letter({
      who: `waiter-${who}`,
      name: `Waiter ${who}`,
      hoursAgo: days * 24,
      channel: 'email',
      text: CHASE,
    }),
  ]
}

async function ranked() {
  const { friction, waiting } = await journey.ask<JourneyMap>('GET', '/api/v1/journey')
  return waiting === 0 ? friction[0] : undefined
}
const board = () => journey.ask<FixBoard>('GET', '/api/v1/fixes')
const toast = (page: Page) => page.getByRole('region', { name: 'Just now' })

describe('one thing to fix', () => {
  test('is found on the map, read in its evidence, chosen from its ideas, and taken back', async () => {
    await expect
      .poll(ranked, { timeout: 90_000, interval: 500 })
      .toMatchObject({ touchpoint: 'chase', rank: 1 })
    const { page } = await journey.agent('/journey')
    const panel = page.getByRole('region', { name: 'Chases order' })
    await panel.getByText('I ordered the Wren dress').first().waitFor()
    await picture(page, 'map')
    await page.keyboard.press('v')
    const sheet = page.getByRole('dialog', { name: /^Evidence for “Chases order”/ })
    await sheet.getByText('Where is my parcel').first().waitFor()
    // The number counts 30 days, and so many pieces it opens; chases of more than 30 days ago are not among them.
    const number = await panel.getByRole('button', { name: /^All \d+ pieces$/ }).innerText()
    expect(`All ${await sheet.getByRole('figure').count()} pieces`).toBe(number)
    await sheet.getByText('Of the last 30 days').waitFor()
    await page.keyboard.press('Escape')
    await panel.getByRole('button', { name: /^\d+ chases?/ }).click()
    await sheet.getByRole('radio', { name: 'What rubs', checked: true }).waitFor({ state: 'attached' })
    await sheet.getByText('Where is my parcel').first().waitFor()
    await page.keyboard.press('Escape')

    await panel.getByRole('button', { name: 'Add an idea' }).first().click()
    await panel.getByLabel('How could we make it easier?').fill(IDEA)
    await panel.getByRole('button', { name: 'Write it down' }).click()
    await panel.getByRole('button', { name: 'Fix this week' }).click()
    const fix = page.getByRole('dialog', { name: 'One thing to fix: Chases order' })
    expect(await fix.getByLabel('What will be different').inputValue()).toBe(IDEA)
    await fix.getByText(/Somewhere between [\d.]+ and [\d.]+, if half/).waitFor()
    await fix.getByLabel('We hope that this goes away').selectOption('0.75')
    await fix.getByText(/if three in four/).waitFor()
    expect(await violationsIn(page)).toEqual([])
    await picture(page, 'fix-sheet')
    await fix.getByRole('button', { name: 'Make it this week’s fix' }).click()
    await toast(page).getByText(`This week’s fix: ${IDEA}`).waitFor()
    await expect.poll(async () => (await board()).running?.words, { timeout: 20_000 }).toBe(IDEA)
    await fix.waitFor({ state: 'detached' })
    await page.keyboard.press('z')
    await expect.poll(async () => (await board()).running, { timeout: 20_000 }).toBeNull()
  })

  test('is proposed on the team’s home, and done there; weeks later it says what came after', async () => {
    const { page } = await journey.agent('/moments')
    await page.getByRole('link', { name: 'Team home' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    const head = page.getByRole('region', { name: 'One thing to fix this week' })
    await head.getByRole('heading', { name: IDEA }).waitFor()
    await page.getByRole('region', { name: 'Where friction is most' }).getByText('Chases order').waitFor()
    await page
      .getByRole('region', { name: 'Often overlooked' })
      .getByRole('link', { name: 'Checkout' })
      .waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violationsIn(page), colorScheme).toEqual([])
      await picture(page, `home-${colorScheme}`)
    }
    await head.getByRole('button', { name: 'Make it this week’s fix' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make it this week’s fix' }).click()
    await head.getByText(/Under way at Chases order/).waitFor()
    await head.getByText(/Too early/).waitFor()

    // Weeks pass: the fix moves back as far as the clock would have gone on.
    await journey.sql(`update journey_fix set starts_on = starts_on - 22 where standing = 'started'`)
    await page.reload()
    await head.getByText(/So far .* in 100 happenings anywhere/).waitFor()
    await head.getByRole('button', { name: 'It is done' }).click()
    await toast(page).getByText(`Done: ${IDEA}`).waitFor()
    await journey.sql(`update journey_fix set ended_on = ended_on - 22 where standing = 'finished'`)
    await page.reload()
    const earlier = page.getByRole('region', { name: 'Earlier fixes, and what they did' })
    await earlier.getByText('Less rubs', { exact: true }).waitFor()
    await earlier.getByText(/beyond chance. Other things may have changed as well/).waitFor()
    await picture(page, 'home-after')
  })
})

test('a moment that she keeps is on her own home, with her line, and on a phone all fits', async () => {
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  await page.getByRole('button', { name: 'Keep this moment for yourself' }).waitFor()
  await page.getByRole('textbox', { name: 'Your reply' }).waitFor()
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'You keep this moment' }).waitFor()
  await page.goto('/home')
  await page.getByRole('radio', { name: 'Mine' }).click()
  const kept = page.getByRole('region', { name: 'Moments you keep' })
  await kept.getByText('Maren Oduya').waitFor()
  await kept.getByLabel('Why you keep Maren Oduya’s moment').fill('She sent a photo from the wedding')
  await page.keyboard.press('Enter')
  await toast(page).getByText('Your line is saved.').waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'home-mine')

  const phone = await journey.agent('/home', PHONE)
  await phone.page.getByRole('region', { name: 'Where friction is most' }).getByText('Chases order').waitFor()
  await picture(phone.page, 'home-phone')
  await phone.page.setViewportSize({ width: 320, height: 640 })
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('what got in the way is two keystrokes from a moment, stands without a name, and is told back', async () => {
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  await page.keyboard.press('b')
  const log = page.getByRole('dialog', { name: 'What got in your way?' })
  await log.getByRole('button', { name: 'A tool' }).waitFor()
  expect(await violationsIn(page)).toEqual([])
  await page.keyboard.press('1')
  await toast(page).getByText('Written down: a tool.').waitFor()
  await page.goto('/home')
  const team = page.getByRole('region', { name: 'What gets in the team’s way' })
  await team.getByText('at Chases order').waitFor()
  await team.getByText('fewer than five people').waitFor()
  await team.getByRole('button', { name: 'Tell them what was done' }).click()
  await team.getByLabel('What was done about it').fill('The carrier page keeps you signed in now')
  await page.keyboard.press('Enter')
  await toast(page).getByText('Told to those who raised it.').waitFor()
  await picture(page, 'home-voice')
  await page.getByRole('radio', { name: 'Mine' }).click()
  const mine = page.getByRole('region', { name: 'What got in your way' })
  await mine.getByText('The carrier page keeps you signed in now').waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'home-mine-voice')
})
