/** The workbook and the basics of a journey: two agents write at once, nothing is lost, and what they wrote goes along on paper. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TouchpointPage } from '#features/journey/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN } from './letters.ts'
import { wordsOfPdf } from './pdf-words.ts'
import { invite, join } from './team.ts'

let journey: Journey
let invitation: string
beforeAll(async () => {
  journey = await openJourney('workbook')
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
  invitation = await invite(journey, 'Jo Park')
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

test('two agents fill in the workbook at once; ideas reach the map, earlier words come back, the page is printed', async () => {
  const { page: hers } = await journey.agent('/journey/workbook')
  await hers.getByRole('button', { name: 'Begin a workbook' }).click()
  await hers.getByRole('button', { name: /Ask the two questions/ }).click()
  const jo = await join(journey, 'Jo Park', invitation)
  await jo.goto('/journey/workbook/choose')

  const easier = 'Chases order: How could we make it easier?'
  await hers.getByLabel(easier).fill('Name the person who looks for it')
  await hers.getByText('Saved a moment ago').waitFor()
  // The other reads along, and sees who is in the field.
  await expect.poll(() => jo.getByLabel(easier).inputValue()).toBe('Name the person who looks for it')
  await jo.getByText('is in this field').waitFor()
  await jo.getByText('2 here now').waitFor()

  await jo.getByLabel(easier).fill('Send the mail after the first scan')
  await jo.getByText('Saved a moment ago').waitFor()
  // Nothing moves under her hand: her own words stand until she takes the other's.
  await hers.getByText('wrote meanwhile').waitFor()
  expect(await hers.getByLabel(easier).inputValue()).toBe('Name the person who looks for it')
  await hers.getByRole('button', { name: /^Take Jo/ }).click()
  await expect.poll(() => hers.getByLabel(easier).inputValue()).toBe('Send the mail after the first scan')
  await hers.keyboard.press('Tab')
  await hers.getByRole('button', { name: 'Earlier words' }).click()
  const earlier = hers.getByRole('dialog', { name: /^Earlier words/ })
  await earlier.getByText('Name the person who looks for it').waitFor()
  await jo.keyboard.press('Tab')
  await earlier.getByRole('button', { name: 'Bring back' }).click()
  await expect.poll(() => jo.getByLabel(easier).inputValue()).toBe('Name the person who looks for it')
  const ideas = async () =>
    (await journey.ask<TouchpointPage>('GET', '/api/v1/touchpoints/chase/page')).ideas.map(
      ({ words }) => words,
    )
  expect(await ideas()).toEqual(['Name the person who looks for it'])

  await hers.goto('/journey/workbook/purpose')
  await hers.getByRole('button', { name: 'Change its questions' }).click()
  await hers.getByLabel('Question 2', { exact: true }).fill('Who pays for the answer?')
  await hers.getByRole('button', { name: 'Ask this' }).click()
  await hers.getByLabel('Who pays for the answer?').waitFor()
  await hers.getByLabel('What do we want to find out?').waitFor()
  await hers.context().setOffline(true)
  await hers.getByLabel('What do we want to find out?').fill('Why first orders end in a question')
  await hers.getByText('Kept on this device').waitFor()
  await hers.context().setOffline(false)
  // Saved by the field itself, or by the page that came anew meanwhile; what is printed below was read from the server.
  await hers.getByText('Kept on this device').waitFor({ state: 'hidden', timeout: 60_000 })

  await hers.getByRole('button', { name: 'Preview the page' }).click()
  await hers.getByRole('button', { name: 'Print or save as PDF' }).waitFor()
  await hers.getByRole('article').getByText('Why first orders end in a question').waitFor()
  const words = wordsOfPdf(await hers.pdf({ format: 'A4' }))
  expect(words).toContain('Why first orders end in a question')
  expect(words).toContain('Name the person who looks for it')
  expect(words).not.toContain('Print or save as PDF')
  const download = hers.waitForEvent('download')
  await hers.getByRole('link', { name: 'Markdown' }).click()
  expect((await download).suggestedFilename()).toBe('workbook.md')
})

test('the basics are run, answered by a person where data cannot, run again and compared', async () => {
  const { page } = await journey.agent('/journey/basics')
  await page.getByRole('button', { name: 'Run the audit' }).click()
  await page.getByRole('heading', { name: /of 8 basics are in order/ }).waitFor()
  const found = page.getByRole('article', { name: 'Can be found' })
  await found.getByText('Not looked at').waitFor()
  await found.getByRole('textbox').fill('Third in the search, under two resellers')
  await found.getByRole('button', { name: 'Partly' }).click()
  await found.getByText('Partly in order').waitFor()
  await found.getByText(/Third in the search/).waitFor()
  await page.getByRole('link', { name: 'Can be found' }).waitFor()
  const again = page.getByRole('article', { name: 'Access to information' })
  await again.getByRole('button', { name: 'Read what was said' }).click()
  await page.getByRole('dialog').locator('blockquote mark').first().waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Run it again' }).click()
  await found.getByText('Not looked at').waitFor()
  await found.getByRole('button', { name: 'Yes' }).click()
  await found.getByText('better than the run before').waitFor()
})
