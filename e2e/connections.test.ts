/** Connections are made, tried and undone in the browser: a Chatwoot that plays along, and a language model that stays off until switched on. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Chatwoot } from '#connectors/chatwoot/contract.ts'
import { startFakeChatwoot, type FakeChatwoot } from '#testing/fake-chatwoot.ts'
import { openJourney, type Journey } from './journey.ts'
import { letter } from './letters.ts'
import { picture, violationsIn } from './look.ts'
import { momentRows } from './screens.ts'

const IRIS = {
  id: 51,
  name: 'Iris <b>Vale</b>',
  email: 'iris@example.com',
  phone_number: null,
  identifier: null,
}

const SHOP_TOKEN = 'shpat_never_shown_again'

let journey: Journey
let fake: FakeChatwoot
let model: Server
let shop: Server
beforeAll(async () => {
  fake = await startFakeChatwoot()
  fake.conversations.set(12, {
    contact: { ...IRIS, type: 'contact' },
    messages: [
      {
        id: 1,
        content: 'Third time I ask: where is my parcel? It is for my sister’s wedding on Saturday.',
        message_type: 0,
        created_at: Math.floor(Date.now() / 1000),
        private: false,
        content_type: 'text',
        content_attributes: {},
      },
    ],
  })
  const line = '{"line": "Say hello to Biscuit.", "cites": [{"fact": 1, "quote": "dog"}]}'
  model = createServer((_request, response) =>
    response.end(JSON.stringify({ choices: [{ message: { content: line } }] })),
  ).listen(0, '127.0.0.1')
  await once(model, 'listening')
  shop = createServer((request, response) => {
    const isKnown = request.headers['x-shopify-access-token'] === SHOP_TOKEN
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ data: { shop: { name: 'Tussock Merino Shop', currencyCode: 'USD' } } }))
  }).listen(0, '127.0.0.1')
  await once(shop, 'listening')
  journey = await openJourney('connections', undefined, { SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
})
afterAll(async () => {
  await journey?.close()
  await fake?.close()
  model?.close()
  shop?.close()
})
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

const told = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Just now' }).getByText(words).waitFor()
const accounts = async () =>
  (await journey.ask<{ items: Chatwoot[] }>('GET', '/api/v1/chatwoot-accounts')).items

test('a Chatwoot account is tried, joined, narrowed to an inbox, and left again', async () => {
  const { page } = await journey.agent('/settings/me')
  await page.getByRole('heading', { name: 'Where I am signed in' }).waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('connections')
  await page.getByRole('option', { name: /^Connections/ }).click()
  await page.getByRole('button', { name: 'Join Chatwoot' }).click()
  const form = page.getByRole('form', { name: 'Join a Chatwoot account' })
  await form.getByLabel('Address').fill(fake.url)
  await form.getByLabel('Account number').fill('7')
  await form.getByLabel('Access token').fill('not the right one')
  await form.getByRole('button', { name: 'Try it' }).click()
  await form.getByText(/does not accept the access token/).waitFor()
  await form.getByLabel('Access token').fill(fake.token)
  await form.getByRole('button', { name: 'Try it' }).click()
  await form.getByText('Chatwoot answers. It has 2 inboxes.').waitFor()
  await form.getByLabel('Name here').fill('Our Chatwoot')
  await picture(page, 'chatwoot-form')
  await form.getByRole('button', { name: 'Join', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'The webhook of Our Chatwoot' })
  await sheet.getByRole('button', { name: 'Copy the address' }).click()
  const [joined] = await accounts()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    new RegExp(`${joined?.webhookPath ?? '!'}/[\\w-]{43}$`),
  )
  await sheet.getByRole('button', { name: 'I have copied it' }).click()

  const card = page.getByRole('article', { name: 'Our Chatwoot' })
  await card.getByText('Connected', { exact: true }).waitFor()
  await card.getByText('1 read').waitFor()
  await card.getByLabel('Inbox').selectOption({ label: 'Website' })
  await told(page, 'Only Website is read.')
  expect((await accounts())[0]?.inboxNo).toBe(3)
  await page.locator('body').press('z')
  await expect.poll(async () => (await accounts())[0]?.inboxNo).toBe(null)
  await card.getByRole('button', { name: 'Token and secret' }).click()
  const secrets = page.getByRole('dialog', { name: /^Token and secret/ })
  await secrets.getByLabel('Secret of the webhook').fill('the secret of the webhook')
  await secrets.getByRole('button', { name: 'Keep them' }).click()
  await card.getByText('believed when signed').waitFor()
  expect(await page.content()).not.toContain('the secret of the webhook')
  await card.getByText('A conversation whose moments are all done is resolved').click()
  await expect.poll(async () => (await accounts())[0]?.resolvesDone).toBe(true)
  await journey.noticed(IRIS.name)
  await picture(page, 'chatwoot-card')
})

test('a shop is asked its name, kept, tried, switched off and on, and left again', async () => {
  const { page } = await journey.agent('/settings/connections')
  const section = page.getByRole('region', { name: 'Shopify' })
  await section.getByRole('button', { name: 'Connect a shop' }).click()
  const form = page.getByRole('form', { name: 'Connect a shop' })
  const domain = `127.0.0.1:${(shop.address() as AddressInfo).port}`
  await form.getByLabel('Shop').fill('evil.example')
  await form.getByLabel('Admin API access token').fill('shpat_not_the_right_one')
  await form.getByRole('button', { name: 'Connect' }).click()
  await form.getByText(/your-brand\.myshopify\.com, as its admin shows it/).waitFor()
  await form.getByLabel('Shop').fill(domain)
  await form.getByRole('button', { name: 'Connect' }).click()
  await form
    .getByText(/Shopify does not accept|token/)
    .last()
    .waitFor()
  await form.getByLabel('Admin API access token').fill(SHOP_TOKEN)
  await form.getByRole('button', { name: 'Connect' }).click()
  const card = section.getByRole('article', { name: domain })
  await card.getByText('Connected', { exact: true }).waitFor()
  await told(page, 'Tussock Merino Shop is connected.')
  expect(await page.content()).not.toContain(SHOP_TOKEN)
  await card.getByRole('button', { name: 'Try it' }).click()
  await card.getByText('Tussock Merino Shop answers.').waitFor()
  await picture(page, 'shop-card')
  await card.getByText('Credit and codes are made in the shop').click()
  await card.getByText('Off', { exact: true }).waitFor()
  await page.locator('body').press('z')
  await card.getByText('Connected', { exact: true }).waitFor()
  await card.getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect it' }).click()
  await section.getByRole('button', { name: 'Connect a shop' }).waitFor()
  const setting = await journey.ask<{ domain: string | null }>('GET', '/api/v1/shop')
  expect(setting.domain).toBeNull()
})

test('inside Chatwoot the moments of a conversation stand beside it, for that Chatwoot alone', async () => {
  const { page } = await journey.agent('/settings/connections')
  const card = page.getByRole('article', { name: 'Our Chatwoot' })
  await card.getByRole('button', { name: 'Make its address' }).click()
  const sheet = page.getByRole('dialog', { name: 'The page inside Chatwoot' })
  const address = await sheet.locator('code').innerText()
  await sheet.getByRole('button', { name: 'I have copied it' }).click()
  await card.getByText(/Whoever has its address may read them/).waitFor()
  await picture(page, 'chatwoot-page-setting')

  // A window of Chatwoot's own, as it frames a dashboard app and tells it which conversation is open.
  const inside = await journey.browser.newContext({ colorScheme: 'light' })
  const chatwoot = await inside.newPage()
  await chatwoot.goto(`${fake.url}/app?frame=${encodeURIComponent(address)}`)
  const frame = chatwoot.frameLocator('iframe')
  await frame.getByRole('heading', { name: 'Iris <b>Vale</b>' }).waitFor()
  await frame.locator('mark').first().waitFor()
  const link = frame.getByRole('link', { name: 'Open in Spoonful' })
  expect(await link.getAttribute('href')).toMatch(new RegExp(`^${journey.program.url}/moments/`))
  expect(await frame.locator('main b b, main img').count()).toBe(0)
  await picture(chatwoot, 'inside-chatwoot')
  await chatwoot.emulateMedia({ colorScheme: 'dark' })
  await picture(chatwoot, 'inside-chatwoot-dark')
  await chatwoot.goto(
    `${fake.url.replace('127.0.0.1', 'localhost')}/app?frame=${encodeURIComponent(address)}`,
  )
  await expect.poll(() => chatwoot.frames().some((one) => one.url().startsWith('chrome-error:'))).toBe(true)
  await inside.close()
})

test('a language model is off, says what it is sent, is tried on something made up, and forgotten', async () => {
  const { page } = await journey.agent('/settings/connections')
  await page.getByRole('button', { name: 'Set one up' }).click()
  const form = page.getByRole('form', { name: 'Set a language model up' })
  await form.getByLabel('Address').fill(`http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`)
  await form.getByLabel('Model').fill('small-1')
  await form.getByLabel('Key').fill('sk-never-shown')
  await form.getByRole('button', { name: 'Keep it, switched off' }).click()
  const section = page.getByRole('region', { name: 'Language model' })
  await section.getByText('Off', { exact: true }).waitFor()
  await section.getByText(/^Sent to it:/).waitFor()
  await section.getByRole('button', { name: 'Try it on a made-up fact' }).click()
  await section.getByText('“Say hello to Biscuit.”').waitFor()
  await section.getByText('Agents may ask it for a line').click()
  await section.getByText('On', { exact: true }).waitFor()
  expect(await page.content()).not.toContain('sk-never-shown')
  for (const [scheme, width] of [
    ['light', 1440],
    ['dark', 1440],
    ['dark', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    expect(await violationsIn(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await picture(page, `connections-${scheme}-${width}`)
  }
  await askForALine()
  await section.getByRole('button', { name: 'Forget it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click()
  await section.getByRole('button', { name: 'Set one up' }).waitFor()
})

test('what was noticed is a label there by now, and what is snoozed here is snoozed there', async () => {
  const talk = () => fake.conversations.get(12)
  await expect.poll(() => talk()?.labels, { timeout: 60_000 }).toEqual([expect.stringMatching(/^moment-/)])
  const { items } = await journey.ask<{ items: { id: string }[] }>('GET', '/api/v1/queue')
  const until = new Date(Date.now() + 86_400_000).toISOString()
  for (const { id } of items) await journey.ask('PUT', `/api/v1/moments/${id}/snooze`, { until })
  await expect.poll(() => talk()?.status, { timeout: 60_000 }).toBe('snoozed')
  // The description of the answer forgets a status that the one of toggle_status names.
  const known = /answers\.status: "snoozed" is none of/
  const ofUs = (fake.problems ?? []).filter((problem) => problem.includes('/api/'))
  expect(ofUs.filter((problem) => !known.test(problem))).toEqual([])
}, 150_000)

/** An agent asks for a line, sees what it rests on, and takes it; nothing leaves by that. */
async function askForALine(): Promise<void> {
  await journey.send([
    letter({
      who: 'nell',
      name: 'Nell Frost',
      hoursAgo: 0.2,
      channel: 'email',
      text: 'My dog Biscuit sleeps on the blanket.',
    }),
  ])
  await journey.noticed('Nell Frost')
  const { page } = await journey.agent('/moments')
  await momentRows(page).filter({ hasText: 'Nell Frost' }).click()
  await page.getByRole('button', { name: 'Have a line proposed' }).click()
  const proposed = page.getByRole('region', { name: 'A proposed line' })
  await proposed.getByText('Say hello to Biscuit.').waitFor()
  await proposed.getByRole('list', { name: 'What it rests on' }).getByText('dog').waitFor()
  await proposed.getByText('Proposed by small-1. Check it; nothing is sent by itself.').waitFor()
  await picture(page, 'proposed-line')
  await proposed.getByRole('button', { name: 'Put it in' }).click()
  expect(await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).toContain(
    'Say hello to Biscuit.',
  )
}
