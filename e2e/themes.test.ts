/** What customers are saying the most: a theme is opened, cut by where it is said, and split into two. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { FixBoard } from '#features/journey/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { letter } from './letters.ts'
import { PHONE, picture, violationsIn } from './look.ts'

const MOTHS = ['Moths ate my cuff.', 'There is a moth hole in it.', 'The moths came for the collar.']
const ZIPS = ['The zipper is stuck.', 'Can you do something about the zipper?']
/** Three glad ones, then three that are not. */
const TURNED = [
  'I love it, wonderful.',
  'So happy with it, thank you!',
  'Perfect, thank you so much.',
  'This is awful.',
  'Terrible, I am so angry.',
  'The worst service, I hate this.',
]
/** Enough of one channel for a share to be told. */
const OTHERS = Array.from({ length: 30 }, (_, i) => `Number ${i}: what a lovely green it is.`)

let journey: Journey
let model: Server
let writes = ''
beforeAll(async () => {
  model = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const [, total = ''] = /all comments of the last 30 days: (\d+)/.exec(body) ?? []
      const paragraph = writes.replace('TOTAL', total)
      response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify({ paragraph }) } }] }))
    })
  }).listen(0, '127.0.0.1')
  await once(model, 'listening')
  journey = await openJourney('themes', undefined, { SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
  const said = (texts: readonly string[], channel: string, at: number) =>
    texts.map((text, i) =>
      letter({ who: `${channel}${at + i}`, name: `Customer ${at + i}`, hoursAgo: at + i + 1, channel, text }),
    )
  const grit = TURNED.map((text, i) =>
    letter({ who: 'grit', name: 'Grit Ash', hoursAgo: 240 - i * 24, channel: 'email', text }),
  )
  await journey.send([
    ...grit,
    ...said(MOTHS, 'email', 0),
    ...said(ZIPS, 'chat', 10),
    ...said(OTHERS, 'email', 20),
  ])
})
afterAll(async () => {
  await journey?.close()
  model?.close()
})
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

const counts = async () => {
  type Themes = { themes: { name: string; count: number }[] }
  const { themes } = await journey.ask<Themes>('GET', '/api/v1/voices/themes?days=30')
  return Object.fromEntries(themes.map(({ name, count }) => [name, count]))
}

test('a theme is cut by where it is said, and split: each comment goes with its phrase', async () => {
  await expect.poll(counts).toMatchObject({ 'Mending and moths': 5 })
  const { page } = await journey.agent('/voices')
  await page.getByRole('row', { name: /Mending and moths/ }).click()
  const pane = page.getByRole('region', { name: 'Theme', exact: true })
  await pane.getByText('5 comments by 5 people').waitFor()

  const cuts = pane.getByRole('region', { name: 'Where it is said' })
  await cuts.getByText('Channel', { exact: true }).click()
  await cuts.getByText('3 of 39').waitFor()
  await cuts.getByText('2 of 2').waitFor()
  await cuts.getByText('too few to say').waitFor()

  await pane.getByRole('button', { name: 'Split' }).click()
  const form = pane.getByRole('form', { name: 'Split the theme' })
  const press = form.getByRole('button', { name: 'Split', exact: true })
  await form.getByLabel('Name of the new theme').fill('Moths')
  expect(await press.isDisabled()).toBe(true)
  for (const phrase of [/^moths( \d+)?$/, /^moth hole( \d+)?$/])
    await form.getByRole('button', { name: phrase }).click()
  expect(await violationsIn(page)).toEqual([])
  await press.click()
  await expect.poll(counts).toMatchObject({ Moths: 3, 'Mending and moths': 2 })
  await page.getByRole('row', { name: /^Moths/ }).waitFor()
  await page.getByRole('row', { name: /Mending and moths/ }).click()
  await pane.getByText('2 comments by 2 people').waitFor()
})

test('leads on to its touchpoint, and becomes this week’s fix in place of another, with undo', async () => {
  const board = () => journey.ask<FixBoard>('GET', '/api/v1/fixes')
  await journey.ask('POST', '/api/v1/fixes', {
    touchpoint: 'chase',
    ideaId: null,
    words: 'Answer on Saturdays too',
    ownerId: null,
    startsOn: new Date().toISOString().slice(0, 10),
  })
  const { page } = await journey.agent('/voices/mending')
  const pane = page.getByRole('region', { name: 'Theme', exact: true })
  await pane.getByText('Too few of its comments speak of one touchpoint.').waitFor()
  await pane.getByLabel('Touchpoint').selectOption({ label: 'Unboxing' })
  await pane.getByText('Chosen by hand.').waitFor()
  await pane.getByRole('link', { name: 'See it on the journey' }).click()
  await page.getByRole('dialog', { name: /^Evidence for “Unboxing”/ }).waitFor()
  await page.goBack()

  await pane.getByRole('button', { name: 'Make it this week’s fix' }).click()
  const sheet = page.getByRole('dialog', { name: 'One thing to fix: Mending and moths' })
  await sheet.getByText(/\d+ of \d+ comments of the 30 days before today say it/).waitFor()
  await sheet.getByLabel('What will be different').fill('A mending kit in every parcel')
  const press = sheet.getByRole('button', { name: 'Make it this week’s fix instead' })
  expect(await press.isDisabled()).toBe(true)
  await sheet.getByLabel('Drop it').check()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'theme-fix')
  await press.click()
  await expect
    .poll(async () => (await board()).running)
    .toMatchObject({ words: 'A mending kit in every parcel', theme: { name: 'Mending and moths' } })
  await pane.getByRole('link', { name: 'It is this week’s fix' }).waitFor()
  await page.getByRole('region', { name: 'Just now' }).getByRole('button', { name: /Undo/ }).waitFor()
  await page.keyboard.press('z') // within the ten seconds it can be taken back in: the picture comes later
  await expect.poll(async () => (await board()).running?.words).toBe('Answer on Saturdays too')

  await pane.getByRole('button', { name: 'Make it this week’s fix' }).click()
  await sheet.getByLabel('What will be different').fill('A mending kit in every parcel')
  await sheet.getByLabel('It is done').check()
  await press.click()
  const fixed = pane.getByRole('link', { name: 'It is this week’s fix' })
  await fixed.waitFor()
  await picture(page, 'theme')
  await fixed.click()
  const head = page.getByRole('region', { name: 'One thing to fix this week' })
  await head.getByText(/Under way for “Mending and moths” at Unboxing/).waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'home-theme-fix')
  await head.getByRole('link', { name: 'Read what is said' }).click()
  await pane.getByText(/comments by/).waitFor()
})

test('is taken along as files, with the comments behind it', async () => {
  const { page } = await journey.agent('/voices/mending')
  await page.getByRole('button', { name: 'Export' }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.getByText('The last 30 days').waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'export')
  const file = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      sheet.getByRole('link', { name }).click(),
    ])
    return readFile(await download.path(), 'utf8')
  }
  expect(await file('The themes as they are shown, CSV')).toMatch(/"Mending and moths","mending","help"/)
  const comments = await file('Comments of “Mending and moths”, CSV')
  expect(comments).toContain('"The zipper is stuck."')
  expect((await file('All comments, JSON lines')).trim().split('\n')).toHaveLength(41)
  type Audit = { items: { action: string }[] }
  const { items } = await journey.ask<Audit>('GET', '/api/v1/audit?action=data.exported')
  expect(items).toHaveLength(3)
})

test('a model’s paragraph is shown with its label only where all of it holds, and one’s own is a press away', async () => {
  await journey.ask('PUT', '/api/v1/model', {
    isOn: true,
    mayWriteParagraph: true,
    address: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
    model: 'small-1',
  })
  const { page } = await journey.agent('/voices')
  await page.getByText('Counted and quoted on this machine.').waitFor()
  writes = 'Of TOTAL comments, 7777 are about moths.'
  await page.getByRole('button', { name: 'Have it written by small-1' }).click()
  await page.getByText(/What small-1 wrote is not shown: 7777 is no figure of ours/).waitFor()
  writes = 'Of TOTAL comments some are about Moths, and people worry about their collars.'
  await page.getByRole('button', { name: 'Have it written by small-1' }).click()
  await page.getByText('Model-written').waitFor()
  await page.getByText(/worry about their collars/).waitFor()
  expect(await violationsIn(page)).toEqual([])
  await picture(page, 'paragraph-written')
  await page.getByRole('button', { name: 'Show the one made here' }).click()
  await page.getByText('Counted and quoted on this machine.').waitFor()
})

test('on a phone the theme is a page of its own, with a way back', async () => {
  const { page } = await journey.agent('/voices', PHONE)
  await page.getByRole('row', { name: /^Moths/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Moths' }).waitFor()
  expect(await violationsIn(page)).toEqual([])
  await page.getByRole('button', { name: 'Back to the themes' }).click()
  await page.getByRole('row', { name: /^Moths/ }).waitFor()
})

test('beside a customer stands how she sounds, each mark opens her words, and a turn is said', async () => {
  type Found = { items: { id: string; name: string }[] }
  const { items } = await journey.ask<Found>('GET', '/api/v1/customers?q=Grit')
  const { page } = await journey.agent(`/customers/${items[0]?.id}`)
  const tone = page.getByRole('region', { name: 'How she sounds' })
  await tone
    .getByText('Sounds worse than before: the last three are negative, none of the 3 before was.')
    .waitFor()
  expect(await violationsIn(page)).toEqual([])
  await tone.getByRole('link').last().click()
  await page.getByText('The worst service, I hate this.').first().waitFor()
})
