/** The open queue under an agent's hands: nothing moves by itself, everything can be taken back, nothing is lost. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MomentDetail, QueueAnswer } from '#features/moments/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, INBOX, letter, type Letter } from './letters.ts'
import { momentRows } from './screens.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('queue')
  await journey.send(anInbox())
  for (const { name } of INBOX) await journey.noticed(name)
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** Everybody a test needs is hers alone, so that the order of the tests does not matter. */
let count = 0
let person: Letter
beforeEach(() => {
  count += 1
  person = {
    who: `person-${count}`,
    name: `Ana ${['Birch', 'Cole', 'Dunn', 'Ember', 'Frost', 'Gale', 'Heath', 'Iver', 'Jarrow', 'Kell'][count % 10]} ${count}`,
    hoursAgo: 0.2,
    channel: 'email',
    text: 'I was told twice that somebody would call me back about my parcel. Nobody did, so I have to ask again.',
  }
})

/** By the whole name: "Ana Cole 1" beside "13:00" reads as "Ana Cole 11" begins. */
const rowOf = (page: Page, { name }: Letter) =>
  momentRows(page).filter({ has: page.getByText(name, { exact: true }) })
const toast = (page: Page) => page.getByRole('region', { name: 'Just now' })

/** The first words of a letter; a mark between them prints its number. */
const beginningOf = (text: string) => new RegExp(text.slice(0, 30).split(' ').map(quoted).join('\\d*\\s+'))
const quoted = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

async function open(page: Page, who: Letter): Promise<string> {
  await rowOf(page, who).click()
  await page.locator('article.Message', { hasText: beginningOf(who.text) }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function noticed(): Promise<void> {
  await journey.send([letter(person)])
  await journey.noticed(person.name)
}
const momentAt = (id: string) => journey.ask<MomentDetail>('GET', `/api/v1/moments/${id}`)

test('a new moment waits behind the pill and moves nothing until it is asked for', async () => {
  const { page } = await journey.agent('/moments')
  await page.getByText('Live', { exact: true }).waitFor()
  await momentRows(page).and(page.locator('[aria-selected=true]')).waitFor()
  const before = await momentRows(page).allInnerTexts()
  const selected = page.url()
  await journey.send([letter(person)])
  await page.getByRole('button', { name: /^1 new moment/ }).waitFor()
  expect(namesIn(await momentRows(page).allInnerTexts())).toEqual(namesIn(before))
  expect(page.url()).toBe(selected)
  await page.keyboard.press('n')
  await rowOf(page, person).waitFor()
  expect(await momentRows(page).count()).toBe(before.length + 1)
  expect(await page.getByRole('button', { name: /new moment/ }).count()).toBe(0)
  expect(page.url()).toBe(selected)
})

test('a snoozed moment leaves the list until its time, and Z brings it back at once', async () => {
  await noticed()
  const { page } = await journey.agent('/moments')
  const id = await open(page, person)
  await page.keyboard.press('h')
  await page.getByRole('dialog', { name: `Snooze ${person.name} until` }).waitFor()
  await page.keyboard.press('1')
  await toast(page).getByText(`${person.name} comes back`).waitFor()
  expect(await rowOf(page, person).count()).toBe(0)
  await expect.poll(async () => (await momentAt(id)).row.state).toBe('snoozed')
  await page.keyboard.press('z')
  await rowOf(page, person).waitFor()
  await expect.poll(async () => (await momentAt(id)).row.state).toBe('open')
})

test('what is not a moment is put away with a reason, and can be brought back', async () => {
  await noticed()
  const { page } = await journey.agent('/moments')
  const id = await open(page, person)
  await page.keyboard.press('x')
  await page.getByRole('dialog', { name: /^Not a moment/ }).waitFor()
  await page.keyboard.press('2')
  await toast(page).getByText(`Not a moment: ${person.name}`).waitFor()
  expect(await rowOf(page, person).count()).toBe(0)
  await expect
    .poll(async () => (await momentAt(id)).settlement)
    .toMatchObject({
      outcome: 'dismissed',
      reason: 'wrong_meaning',
    })
  await toast(page).getByRole('button', { name: /Undo/ }).click()
  await rowOf(page, person).waitFor()
  await expect.poll(async () => (await momentAt(id)).settlement).toBeNull()
})

test('what another agent finishes is struck through in its place', async () => {
  await noticed()
  const jo = await journey.askAs('Jo Park')
  const { page } = await journey.agent('/moments')
  await page.getByText('Live', { exact: true }).waitFor()
  const id = await open(page, person)
  const before = namesIn(await momentRows(page).allInnerTexts())
  await jo('PUT', `/api/v1/moments/${id}/settlement`, { outcome: 'done' })
  await rowOf(page, person).getByText('finished').waitFor()
  await page.getByText('Done, Jo Park').waitFor()
  expect(namesIn(await momentRows(page).allInnerTexts())).toEqual(before)
})

test('who settles a moment second is told who was first', async () => {
  await noticed()
  const jo = await journey.askAs('Jo Park')
  const { page } = await journey.agent('/healthz')
  await page.route('**/live', (route) => route.abort())
  await page.goto('/moments')
  const id = await open(page, person)
  await jo('PUT', `/api/v1/moments/${id}/settlement`, { outcome: 'done' })
  await page.keyboard.press('e')
  await toast(page).getByText('Jo Park has settled this moment already').waitFor()
  expect((await momentAt(id)).settlement).toMatchObject({ by: 'Jo Park' })
})

test('without a connection work goes on; what was done goes out when it is back', async () => {
  await noticed()
  const { page, context } = await journey.agent('/moments')
  const id = await open(page, person)
  await context.setOffline(true)
  await page.getByText(/No connection since/).waitFor()
  await page.keyboard.press('e')
  await page.getByText('One change waits here and goes out by itself.').waitFor()
  expect((await momentAt(id)).row.state).toBe('open')
  await context.setOffline(false)
  await expect.poll(async () => (await momentAt(id)).row.state, { timeout: 20_000 }).toBe('done')
  await page.getByText(/No connection since/).waitFor({ state: 'detached' })
})

test('an agent with nothing of her own is told so, and shown the way to the team’s', async () => {
  const { page } = await journey.agent('/moments')
  await page.getByRole('radio', { name: /^Mine/ }).click()
  await page.getByRole('heading', { name: 'Nobody is waiting on you' }).waitFor()
  await page.getByRole('button', { name: /See the team’s/ }).click()
  await momentRows(page).first().waitFor()
})

test('what an agent chooses before her preferences are read still counts, and undoes none of them', async () => {
  await journey.ask('PUT', '/api/v1/preferences', { density: 'comfortable' })
  const { page } = await journey.agent('/healthz')
  const held = Promise.withResolvers<void>()
  await page.route('**/api/v1/preferences', async (route) => {
    if (route.request().method() === 'GET') await held.promise
    await route.continue()
  })
  await page.goto('/moments')
  await momentRows(page).first().waitFor()
  await page.getByRole('radio', { name: /^Mine/ }).click()
  held.resolve()
  await page.getByRole('heading', { name: 'Nobody is waiting on you' }).waitFor()
  await expect
    .poll(() => journey.ask('GET', '/api/v1/preferences'))
    .toMatchObject({ queueOf: 'mine', density: 'comfortable' })
})

test('a list that cannot be read says so and is read again on request', async () => {
  const { page } = await journey.agent('/healthz')
  await page.route('**/api/v1/queue*', (route) => route.abort())
  await page.goto('/moments')
  await page.getByText('The moments could not be read.').waitFor()
  await page.unroute('**/api/v1/queue*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await momentRows(page).first().waitFor()
})

test('while the list is read its place is held by rows in its shape', async () => {
  const { page } = await journey.agent('/healthz')
  let go = () => {}
  const held = new Promise<void>((resolve) => (go = resolve))
  await page.route('**/api/v1/queue*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/moments')
  await page.locator('.MomentList [aria-busy="true"]').waitFor()
  go()
  await momentRows(page).first().waitFor()
  expect(await page.locator('.MomentList [aria-busy="true"]').count()).toBe(0)
})

test('words being written survive a reload', async () => {
  await noticed()
  const { page } = await journey.agent('/moments')
  await open(page, person)
  const field = page.getByRole('textbox', { name: 'Your reply' })
  await field.fill('Half a thought about your parcel')
  await expect.poll(() => page.evaluate(keptDrafts)).toContain('Half a thought about your parcel')
  await page.reload()
  await expect.poll(() => field.inputValue()).toBe('Half a thought about your parcel')
})

test('a moment opened by its address is selected and in sight in the list', async () => {
  const { items } = await journey.ask<QueueAnswer>('GET', '/api/v1/queue')
  const last = items.at(-1)
  const options = { viewport: { width: 1440, height: 420 } }
  const { page } = await journey.agent(`/moments/${last?.id}`, options)
  const row = page.locator(`#moment-${last?.id}`)
  await row.waitFor()
  expect(await row.getAttribute('aria-selected')).toBe('true')
  const list = page.getByRole('listbox', { name: 'Moments by expiry' })
  await expect
    .poll(async () => {
      const [inside, around] = [await row.boundingBox(), await list.boundingBox()]
      if (!inside || !around) return false
      return inside.y >= around.y - 1 && inside.y + inside.height <= around.y + around.height + 1
    })
    .toBe(true)
})

test('the list can be searched for a word that somebody used', async () => {
  await noticed()
  const { page } = await journey.agent('/moments')
  await rowOf(page, person).waitFor()
  await page.keyboard.press('/')
  await page.getByRole('searchbox', { name: 'Search this list' }).fill(person.name)
  await expect.poll(() => momentRows(page).count()).toBe(1)
  await page.keyboard.press('Escape')
  await expect.poll(() => momentRows(page).count()).toBeGreaterThan(1)
  const { items } = await journey.ask<QueueAnswer>('GET', '/api/v1/queue')
  expect(await momentRows(page).count()).toBe(items.length)
})

/** A row's first lines change with time; its name does not. */
function namesIn(texts: readonly string[]): string[] {
  return texts.map((text) => text.split('\n').find((line) => /^[A-Z][a-z-]+ [A-Z]/.test(line)) ?? text)
}

/** Runs in the page: the texts of the drafts this device keeps. */
function keptDrafts(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('spoonful')
    opening.onerror = () => reject(opening.error ?? new Error('nothing is kept'))
    opening.onsuccess = () => {
      const asked = opening.result.transaction('drafts').objectStore('drafts').getAll()
      asked.onsuccess = () => {
        opening.result.close()
        resolve((asked.result as { text: string }[]).map(({ text }) => text))
      }
    }
  })
}
