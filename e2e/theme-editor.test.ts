/** Themes are written on the screen: new, of comments nobody themed, changed, merged; tried on history before they count, each with a way back. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openJourney, type Journey } from './journey.ts'
import { letter } from './letters.ts'
import { PHONE, picture, violationsIn } from './look.ts'
import { invite, join } from './team.ts'

const LANOLIN = [
  'The lanolin is strong in this jumper.',
  'Lanolin everywhere, my cupboard is a barn.',
  'So much lanolin, but I grew up on a farm.',
]
const MOTHS = ['Moths ate my cuff.', 'There is a moth hole in it.']
const CRACKLES = [
  'It crackles when I walk, like a campfire.',
  'Why, it crackles when I sit down.',
  'My blanket: it crackles!',
]
const WISHES = [
  'I wish it had pockets.',
  'My only complaint is, I wish it had pockets',
  'i wish it had pockets!',
]
const OTHERS = Array.from({ length: 34 }, (_, i) => `Number ${i}: a heron stood by the water.`)

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('theme-editor')
  const said = (texts: readonly string[], name: string) =>
    texts.map((text, i) =>
      letter({ who: `${name}${i}`, name: `Customer ${name} ${i}`, hoursAgo: i + 1, channel: 'email', text }),
    )
  await journey.send([
    ...said(LANOLIN, 'a'),
    ...said(MOTHS, 'b'),
    ...said(CRACKLES, 'c'),
    ...said(OTHERS, 'd'),
    ...said(WISHES, 'e'),
  ])
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

type Themes = { themes: { id: string; name: string; count: number }[]; unthemed: { count: number } }
const themes = () => journey.ask<Themes>('GET', '/api/v1/voices/themes?days=30')
const counts = async () => Object.fromEntries((await themes()).themes.map(({ name, count }) => [name, count]))
const idOf = async (name: string) => (await themes()).themes.find((one) => one.name === name)?.id ?? ''
const toast = (page: Page) => page.getByRole('region', { name: 'Just now' })
const trial = (page: Page) => page.getByRole('region', { name: 'Tried on the last 90 days' })
const add = async (page: Page, side: RegExp, phrase: string) => {
  const field = page.getByRole('textbox', { name: side })
  await field.fill(phrase)
  await field.press('Enter')
}
const ANY = /^A comment belongs here/
const NONE = /^But not/

test('a new theme is tried while it is written, saved, taken back with Z and saved again', async () => {
  await expect.poll(counts).toMatchObject({ 'Mending and moths': 2 })
  const { page } = await journey.agent('/voices')
  await page.getByRole('link', { name: 'New theme' }).waitFor()
  await page.keyboard.press('c')
  await trial(page).getByText('Add a phrase, and see at once').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Smells of sheep')
  await add(page, ANY, 'lanolin\ncamembert')
  await trial(page).getByText('It would have 3 comments of 45.').waitFor()
  await page.getByText('nobody said it in 90 days').waitFor()
  await trial(page).getByText('3 comments had no theme until now.').waitFor()
  await trial(page)
    .locator('mark', { hasText: /lanolin/i })
    .first()
    .waitFor()
  await add(page, NONE, 'grew up on a farm')
  await trial(page).getByText('It would have 2 comments of 45.').waitFor()
  await page.getByText('rules out 1').waitFor()
  await add(page, ANY, 'heron*')
  await page.getByText('in 76% of all comments: too wide').waitFor()
  await trial(page)
    .getByText(/% of everything that was said/)
    .waitFor()
  await page.getByRole('button', { name: 'Take out “heron*”' }).click()
  await trial(page).getByText('It would have 2 comments of 45.').waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'theme-new')

  await page.keyboard.press('ControlOrMeta+Enter')
  await toast(page).getByText('“Smells of sheep” is a theme.').waitFor()
  await expect.poll(counts).toMatchObject({ 'Smells of sheep': 2 })
  await page.getByRole('heading', { name: 'Smells of sheep' }).waitFor()
  await page.keyboard.press('z')
  await expect.poll(counts).not.toHaveProperty('Smells of sheep')
  await page.goto('/voices/themes/new')
  await page.getByLabel('Name', { exact: true }).fill('Smells of sheep')
  await add(page, ANY, 'lanolin')
  await page.getByRole('button', { name: 'Save the theme' }).click()
  await expect.poll(counts).toMatchObject({ 'Smells of sheep': 3 })
})

test('what cannot be looked for is told in a sentence, and nothing is saved', async () => {
  const { page } = await journey.agent('/voices/themes/new')
  await page.getByRole('button', { name: 'Save the theme' }).click()
  await page.getByText('Give it a name.').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Hostile')
  for (const [typed, sentence] of [
    ['a', '“a” is one letter'],
    ['.*', '“.*” has no word in it'],
    ['wool '.repeat(40_000), 'is longer than 120 letters'],
    [
      Array.from({ length: 10_000 }, (_, i) => `word ${i}`).join(';'),
      '10,000 phrases are more than a theme can have',
    ],
  ] as const) {
    await page.getByRole('textbox', { name: ANY }).fill(typed)
    await page.getByRole('textbox', { name: ANY }).press('Enter')
    await trial(page).getByText(sentence).waitFor()
    if (typed.length < 20) await page.getByRole('button', { name: `Take out “${typed}”` }).click()
    else await page.reload()
    if (typed.length >= 20) await page.getByLabel('Name', { exact: true }).fill('Hostile')
  }
  await add(page, ANY, 'lanolin$|^wool')
  await page.getByText('Signs are not looked for: this finds “lanolin wool”.').waitFor()
  expect(await counts()).not.toHaveProperty('Hostile')
})

test('a theme is made of comments that have none: phrases are proposed, the comments are kept', async () => {
  const { page } = await journey.agent('/voices/-')
  for (const text of CRACKLES) await page.getByRole('checkbox', { name: `Choose “${text}”` }).check()
  expect(await violationsIn(page)).toEqual([])
  await page.getByRole('button', { name: 'Make a theme of these 3' }).click()
  await page.getByText('3 of 3 hold one').waitFor()
  await page.getByRole('button', { name: 'Take out “crackles”' }).waitFor()
  await trial(page).getByText('It would have 3 comments of 45.').waitFor()
  const examples = page.getByRole('region', { name: 'Examples' })
  expect(await examples.getByRole('article').count()).toBe(3)
  await picture(page, 'theme-of-comments')
  await page.getByLabel('Name', { exact: true }).fill('It crackles')
  await page.getByRole('button', { name: 'Save the theme' }).click()
  await expect.poll(counts).toMatchObject({ 'It crackles': 3 })
})

test('a changed theme says what it would lose; what somebody else changed meanwhile is told', async () => {
  const { page } = await journey.agent(`/voices/${await idOf('Smells of sheep')}`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await trial(page).getByText('3 comments of it today would stay.').waitFor()
  await add(page, NONE, 'my cupboard')
  await trial(page).getByText('1 comment would leave this theme; 1 of them would have none.').waitFor()
  const id = await idOf('Smells of sheep')
  await journey.ask('PATCH', `/api/v1/voices/themes/${id}`, { name: 'Barn smell' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('has changed “Barn smell” meanwhile').waitFor()
  expect(await violationsIn(page)).toEqual([])
  await page.getByRole('button', { name: 'Show theirs' }).click()
  await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Barn smell')
  await add(page, NONE, 'my cupboard')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(counts).toMatchObject({ 'Barn smell': 2 })
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(counts).toMatchObject({ 'Barn smell': 3 })
})

test('two themes become one: both are seen, the name is chosen, the old address leads on, and it comes apart', async () => {
  const old = await idOf('Barn smell')
  const { page } = await journey.agent(`/voices/${old}`)
  await page.getByRole('button', { name: 'Merge' }).click()
  const sheet = page.getByRole('dialog', { name: 'Merge “Barn smell”' })
  await sheet.getByLabel('Which theme does it go into?').fill('moths')
  await sheet.getByRole('radio', { name: /Mending and moths/ }).check()
  await sheet.getByRole('region', { name: 'Barn smell' }).getByText('3 comments by 3 people').waitFor()
  await sheet.getByRole('region', { name: 'Mending and moths' }).getByText('Moths ate my cuff.').waitFor()
  await sheet.getByRole('radio', { name: 'Barn smell' }).check()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'theme-merge')
  await sheet.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect.poll(counts).toMatchObject({ 'Barn smell': 5 })
  await page.goto(`/voices/${old}`)
  await page.waitForURL(/\/voices\/(?!barn|smells)[a-z-]+$/)
  await page.getByText('5 comments by 5 people').waitFor()

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Take out Barn smell' }).click()
  await expect.poll(async () => (await themes()).themes.find(({ id }) => id === old)?.count).toBe(3)
  await page.getByLabel('Name', { exact: true }).fill('Mending and moths')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(counts).toMatchObject({ 'Mending and moths': 2, 'Barn smell': 3 })
})

test('an agent reads what a theme listens for, and changes nothing of it; on a phone it is one column', async () => {
  const link = await invite(journey, 'Ada Lund')
  const page = await join(journey, 'Ada Lund', link)
  await page.setViewportSize(PHONE.viewport)
  await page.goto(`/voices/themes/${await idOf('Barn smell')}`)
  await page.getByText('Supervisors change themes.').waitFor()
  await page.getByText('“lanolin”').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  expect(await violationsIn(page)).toEqual([])
  await page.goto('/voices/themes/new')
  await page.getByRole('heading', { name: 'Themes are written by supervisors' }).waitFor()
})

test('ideas that say nearly the same stand together, and come apart and together again', async () => {
  type Ideas = { items: { people: number; said: { text: string } }[] }
  const people = async () =>
    (await journey.ask<Ideas>('GET', '/api/v1/voices/ideas')).items.map((one) => one.people)
  await expect.poll(people).toEqual([3])
  const { page } = await journey.agent('/voices?work=ideas')
  const list = page.getByRole('region', { name: 'Ideas' })
  await list.getByText('1 idea in 3 comments of the last 24 weeks').waitFor()
  await list.getByText('3 people').waitFor()
  await list.getByRole('button', { name: 'Show all 3' }).click()
  await list.getByText('My only complaint is').waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'ideas')
  await list.getByRole('button', { name: 'Another idea' }).first().click()
  await toast(page).getByText('It stands alone.').waitFor()
  await expect.poll(people).toEqual([2, 1])
  await page.keyboard.press('z')
  await expect.poll(people).toEqual([3])
  await list.getByRole('button', { name: 'Take all apart' }).click()
  await expect.poll(people).toEqual([1, 1, 1])
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(people).toEqual([3])
})
