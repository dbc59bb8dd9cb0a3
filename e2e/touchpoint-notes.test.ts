/** A place where nothing comes in by itself: a photo and a note of it, taken away and brought back, and beside the workbook. */
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { JourneyMap } from '#features/journey/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN } from './letters.ts'
import { PHONE, picture, violationsIn } from './look.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('touchpoint-notes')
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

const pieces = async () => (await journey.ask<JourneyMap>('GET', '/api/v1/journey')).pieces

/** A parcel on a table, as somebody may have photographed it. */
const aPhoto = () =>
  sharp({ create: { width: 900, height: 700, channels: 3, background: '#cdb79a' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="900" height="700"><path d="M180 240h540v340H180z" fill="#a9794a"/><path d="M420 240h60v340h-60z" fill="#e6d6bd"/><path d="M180 240l70-90h400l70 90z" fill="#bd8c5b"/></svg>',
        ),
      },
    ])
    .jpeg()
    .toBuffer()

test('before anything came in, a note is put to a place all the same', async () => {
  const { page } = await journey.agent('/journey/ad')
  await page.getByRole('heading', { name: 'Nothing happened on this journey in this time' }).waitFor()
  const seen = page.getByRole('region', { name: 'Seen at Sees an ad' })
  await seen.getByRole('button', { name: 'Add a note' }).click()
  await seen
    .getByRole('textbox', { name: 'What you saw at Sees an ad' })
    .fill('The advert promises two days.')
  await seen.getByRole('button', { name: 'Write it down' }).click()
  await seen.getByText('The advert promises two days.').waitFor()
  await page.getByRole('radio', { name: 'Other' }).click()
  await page.getByLabel('To', { exact: true }).fill('2025-03-31')
  await page.getByText('2 Mar 2025 to 31 Mar 2025, 0 pieces of evidence').waitFor()
  await page.getByLabel('From', { exact: true }).fill('2025-01-01')
  await page.getByText('1 Jan 2025 to 31 Mar 2025, 0 pieces of evidence').waitFor()
  expect(page.url()).toContain('to=2025-03-31&days=90')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsIn(page), colorScheme).toEqual([])
    await picture(page, `seen-empty-${colorScheme}`, { fullPage: true })
  }
  const phone = await journey.agent('/journey', PHONE)
  const row = phone.page.getByRole('button', { name: /^Sees an ad/ })
  await row.waitFor()
  await picture(phone.page, 'seen-empty-phone', { fullPage: true })
  await row.click()
  await phone.page.getByText('The advert promises two days.').waitFor()
})

test('a photo with a note stands with who and when, goes with undo, and is beside the workbook', async () => {
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
  await expect.poll(pieces, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0)
  const { page } = await journey.agent('/journey/unboxing')
  const toast = page.getByRole('region', { name: 'Just now' })
  const seen = page.getByRole('region', { name: 'Seen at Unboxing' })
  await seen
    .getByLabel('Add a photo of Unboxing')
    .setInputFiles({ name: 'parcel.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await seen.getByRole('img', { name: 'parcel.jpg' }).waitFor()
  await seen
    .getByRole('textbox', { name: 'What you saw at Unboxing' })
    .fill('The tape tears the card. Nobody would guess there is a note inside.')
  expect(await violationsIn(page)).toEqual([])
  await seen.getByRole('button', { name: 'Keep the photo' }).click()
  await toast.getByText('A photo of Unboxing.').waitFor()
  await seen.getByRole('blockquote').getByText('The tape tears the card.').waitFor()
  await seen.getByRole('button', { name: 'Add a note' }).click()
  await seen
    .getByRole('textbox', { name: 'What you saw at Unboxing' })
    .fill('Two of five boxes came without tissue.')
  await seen.getByRole('button', { name: 'Write it down' }).click()
  await seen.getByRole('blockquote').getByText('Two of five boxes came without tissue.').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsIn(page), colorScheme).toEqual([])
    await picture(page, `seen-${colorScheme}`, { fullPage: true })
  }

  await seen.getByRole('button', { name: 'parcel.jpg' }).click()
  const large = page.getByRole('dialog', { name: 'parcel.jpg' })
  await large.getByText(/drawn anew/).waitFor()
  await large.getByRole('button', { name: 'Take it away' }).click()
  await toast.getByText('The photo is taken away.').waitFor()
  await seen.getByText('The tape tears the card.').waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await seen.getByRole('blockquote').getByText('The tape tears the card.').waitFor()
  await page.reload()
  await seen.getByRole('img', { name: 'parcel.jpg' }).waitFor()

  await page.goto('/journey/workbook')
  await page.getByRole('button', { name: 'Begin a workbook' }).click()
  await page.getByRole('button', { name: /Ask the two questions/ }).click()
  await page.getByLabel('Unboxing: How could we make it easier?').focus()
  const beside = page.getByRole('complementary', { name: 'Beside the exercise' })
  await beside.getByText('The tape tears the card.').waitFor()
  await picture(page, 'seen-workbook')
})

test('on a phone it fits', async () => {
  const { page } = await journey.agent('/journey/unboxing', PHONE)
  await page.getByText('The tape tears the card.').waitFor()
  await picture(page, 'seen-phone', { fullPage: true })
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  expect(await violationsIn(page)).toEqual([])
})

test('a place has a channel, an owner and a promise, and says before it is saved where its rule meets another', async () => {
  const { page } = await journey.agent('/journey/unboxing')
  await page.getByRole('button', { name: 'Change Unboxing' }).click()
  const sheet = page.getByRole('dialog', { name: 'Unboxing' })
  await sheet.getByLabel('Channel').selectOption('post')
  const owner = sheet.getByLabel('Who owns it')
  await owner.locator('option').nth(1).waitFor({ state: 'attached' })
  await owner.selectOption({ index: 1 })
  const promise = sheet.getByLabel('Promise')
  await promise.locator('option').nth(1).waitFor({ state: 'attached' })
  await promise.selectOption('delivery_date')
  for (const effect of ['memorable', 'disappointment']) {
    const chip = sheet.getByRole('button', { name: effect, exact: true })
    if ((await chip.getAttribute('aria-pressed')) !== 'true') await chip.click()
  }
  await sheet.getByLabel('Words of customers that speak of it').fill('unboxing, Coupon')
  await sheet.getByText('speaks of Checkout, too: it counts as Checkout').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsIn(page), colorScheme).toEqual([])
    await picture(page, `touchpoint-ties-${colorScheme}`)
  }
  await sheet.getByLabel('Words of customers that speak of it').fill('unboxing')
  await sheet.getByText('speaks of Checkout').waitFor({ state: 'detached' })
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/^Post\. Owned by /).waitFor()
  await page.reload()
  await page.getByText(/^Post\. Owned by /).waitFor()
  const effects = page.getByRole('list', { name: 'What it does to people' })
  await effects.getByText('memorable').waitFor()
  await effects.getByText('disappointment').waitFor()
  await page.getByRole('button', { name: 'Change Unboxing' }).click()
  await expect.poll(() => sheet.getByLabel('Promise').inputValue()).toBe('delivery_date')
})
