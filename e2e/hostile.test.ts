/** SAFETY.md G15: words that would like to be a program stay words, wherever they come in and wherever they are shown. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { MomentRow } from '#features/moments/contract.ts'
import { csvFile } from './inbox-file.ts'
import { openJourney, type Journey } from './journey.ts'
import { momentRows } from './screens.ts'
import { VECTORS } from './vectors.ts'

/** So that each is noticed, whatever follows. */
const LEAD = 'This is the third time I write about it and nobody has answered. '

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('hostile')
  for (let at = 0; at < VECTORS.length; at += 20)
    await journey.send(VECTORS.slice(at, at + 20).flatMap((vector, i) => hostileItems(vector, at + i)))
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** One customer to a vector, who has it in her name, address, place, message, title, order and form. */
function hostileItems(vector: string, at: number): object[] {
  const userId = `h${at}`
  const timestamp = new Date(Date.now() - (at + 1) * 60_000).toISOString()
  return [
    {
      type: 'identify',
      userId,
      timestamp,
      traits: {
        name: `Eve ${at} ${vector}`,
        email: `eve${at}@mail.example`,
        avatar: vector,
        website: vector,
        address: { city: vector, country: vector },
      },
    },
    {
      type: 'track',
      event: 'Contact Received',
      userId,
      timestamp,
      messageId: `hostile-${at}`,
      properties: {
        message: `${LEAD}${vector}`,
        subject: vector,
        channel: 'email',
        agent_name: vector,
        conversation_id: vector,
      },
    },
    {
      type: 'track',
      event: 'Order Completed',
      userId,
      timestamp,
      properties: {
        order_id: vector.slice(0, 60),
        total: 12,
        currency: 'USD',
        coupon: vector,
        products: [
          { product_id: vector.slice(0, 60), name: vector, url: vector, image_url: vector, price: 12 },
        ],
      },
    },
    {
      type: 'track',
      event: 'Product Reviewed',
      userId,
      timestamp,
      properties: { review_title: vector, review_body: `I love it. ${vector}`, rating: 5, url: vector },
    },
    {
      type: 'track',
      event: vector.slice(0, 80),
      userId,
      timestamp,
      properties: { [`it ${vector.slice(0, 40)}`]: vector },
    },
    {
      type: 'page',
      name: vector.slice(0, 80),
      userId,
      timestamp,
      properties: { url: vector, title: vector },
    },
  ]
}

test('there are at least a hundred of them, all different', () => {
  expect(new Set(VECTORS).size).toBe(VECTORS.length)
  expect(VECTORS.length).toBeGreaterThanOrEqual(100)
})

/** Without the policy, so that it does not hide what the pages themselves let through. */
const UNGUARDED = { bypassCSP: true }

test('the queue, every moment and the customer beside it show them as words', async () => {
  const moments = await vi.waitFor(everyMoment, { timeout: 60_000, interval: 200 })
  const { page } = await journey.agent('/moments', UNGUARDED)
  await momentRows(page).first().waitFor()
  for (const { id, customer } of moments) {
    await goTo(page, `/moments/${id}`)
    await page.getByRole('article', { name: 'The words it was noticed in' }).waitFor()
    const pane = page.getByRole('complementary', { name: 'Customer' })
    await pane.getByRole('heading', { name: customer.name, exact: true }).waitFor()
    expect(await page.evaluate(strangersIn), customer.name).toEqual([])
  }
})

test('what an agent does about one of them, and what is said of it, stays words', async () => {
  const [moment] = await vi.waitFor(everyMoment, { timeout: 60_000, interval: 200 })
  const { page } = await journey.agent(`/moments/${moment?.id}`, UNGUARDED)
  const toast = page.getByRole('region', { name: 'Just now' })
  const reply = page.getByRole('textbox', { name: 'Your reply' })
  await reply.fill(VECTORS.slice(0, 40).join(' '))
  await reply.press('ControlOrMeta+Enter')
  await toast.getByText('Copied and logged').waitFor()
  await page
    .getByRole('list', { name: 'Replies' })
    .getByText('copied and logged')
    .waitFor({ timeout: 30_000 })
  await page.keyboard.press('x')
  await page.getByRole('dialog', { name: /^Not a moment/ }).waitFor()
  await page.keyboard.press('1')
  await toast.getByText('Not a moment: Eve').waitFor()
  await page.keyboard.press('z')
  expect(await page.evaluate(strangersIn)).toEqual([])
})

test('the list of customers and what is found there show them as words', async () => {
  const { page } = await journey.agent('/customers', UNGUARDED)
  const list = page.getByRole('listbox').first()
  await list.getByRole('option').first().waitFor()
  const { items } = await journey.ask<{ items: { id: string }[] }>('GET', '/api/v1/customers?limit=60')
  for (const { id } of items.slice(0, 30)) {
    await goTo(page, `/customers/${id}`)
    await page.getByText('Known by').waitFor()
    await page
      .locator('.CustomerPage')
      .getByText(/I love it\./)
      .first()
      .waitFor()
    expect(await page.evaluate(strangersIn), id).toEqual([])
  }
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('eve')
  await page.getByRole('option', { name: /^Eve/ }).first().waitFor()
  expect(await page.evaluate(strangersIn)).toEqual([])
})

test('a file of them is shown, read and set aside as words, its name as well', async () => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = VECTORS.map((vector, at) =>
    [
      at % 10 === 9 ? vector : new Date(Date.now() - (at + 1) * 60_000).toISOString(),
      `Mal ${at} ${vector}`,
      `mal${at}@mail.example`,
      `${LEAD}${vector}`,
      vector,
    ].map(cell),
  )
  const name = `a"><img src=x onerror=__pwned(1)>.csv`
  const text = [
    ['Date', 'Name', 'Email', 'Message', '<img src=x onerror=__pwned(1)>'].map(cell),
    ...lines,
  ].join('\n')
  const { page } = await journey.agent('/import', UNGUARDED)
  await page.locator('input[type=file]').setInputFiles(csvFile(name, text))
  await page.getByRole('region', { name: 'The first rows' }).waitFor()
  expect(await page.evaluate(strangersIn)).toEqual([])
  await page.getByRole('button', { name: /^Read it all/ }).click()
  await page.getByRole('button', { name: /^Look at/ }).click()
  await page.getByRole('list', { name: 'Lines' }).getByRole('listitem').first().waitFor()
  expect(await page.evaluate(strangersIn)).toEqual([])
  await page.keyboard.press('Escape')
  await page.goto('/import')
  await page.getByText(name).first().waitFor()
  expect(await page.evaluate(strangersIn)).toEqual([])
})

/** One open moment of each hostile customer. Throws while some are still to be noticed. */
async function everyMoment(): Promise<MomentRow[]> {
  const found = new Map<string, MomentRow>()
  let cursor: string | null = null
  do {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: MomentRow[]; next: string | null } = await journey.ask(
      'GET',
      `/api/v1/moments?state=open&limit=200${at}`,
    )
    for (const row of page.items) if (row.words.startsWith(LEAD.slice(0, 10))) found.set(row.customer.id, row)
    cursor = page.next
  } while (cursor !== null)
  if (found.size < VECTORS.length) throw new Error(`${found.size} of ${VECTORS.length} are noticed`)
  return [...found.values()]
}

/** To another screen without loading the application anew. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path)
}

/** Runs in the page: elements and attributes that the application itself never makes. */
function strangersIn(): string[] {
  const odd = [
    ...document.querySelectorAll(
      'iframe, object, embed, base, meta[http-equiv], form[action], link, script, style, template, marquee, video, audio, math, foreignObject, image',
    ),
  ]
  const isOurs = (element: Element) =>
    element.matches('script[src], link[href]') &&
    new URL(element.getAttribute('src') ?? element.getAttribute('href') ?? '', location.href).origin ===
      location.origin
  const handlers = [...document.querySelectorAll('*')].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith('on')),
  )
  const addresses = [...document.querySelectorAll('[href], [src]')].filter((element) => {
    const address = element.getAttribute('href') ?? element.getAttribute('src') ?? ''
    return new URL(address, location.href).origin !== location.origin
  })
  return [...odd.filter((element) => !isOurs(element)), ...handlers, ...addresses].map(({ outerHTML }) =>
    outerHTML.slice(0, 200),
  )
}
