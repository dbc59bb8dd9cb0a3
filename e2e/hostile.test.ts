/** SAFETY.md G15: words that would like to be a program stay words, wherever they come in and wherever they are shown. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { MomentRow } from '#features/moments/contract.ts'
import { IS_LONG } from '#testing/checks/run.ts'
import { csvFile } from './inbox-file.ts'
import { openJourney, type Journey } from './journey.ts'
import { momentRows } from './screens.ts'
import { VECTORS } from './vectors.ts'

/** So that each is noticed, whatever follows. */
const LEAD = 'This is the third time I write about it and nobody has answered. '
/** Vectors that share a customer: each leads in some of her fields, and stands alone in one that holds an address. */
const TOGETHER = 8
const GROUPS = Array.from({ length: Math.ceil(VECTORS.length / TOGETHER) }, (_, at) =>
  VECTORS.slice(at * TOGETHER, (at + 1) * TOGETHER),
)

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('hostile')
  for (let at = 0; at < GROUPS.length; at += 7)
    await journey.send(GROUPS.slice(at, at + 7).flatMap((group, i) => hostileItems(group, at + i)))
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

/** One customer to a group, who has all of it in her name, place, message, title, order, review, answer, visit and fields of her own. */
function hostileItems(group: readonly string[], at: number): object[] {
  let field = 0
  /** The group, with another one in front each time. */
  const words = () => {
    const first = field++ % group.length
    return [...group.slice(first), ...group.slice(0, first)].join(' ⁘ ')
  }
  const address = (place: number) => group[place % group.length]
  const userId = `h${at}`
  const timestamp = new Date(Date.now() - (at + 1) * 60_000).toISOString()
  const track = (event: string, properties: object, more: object = {}) => ({ type: 'track', event, userId, timestamp, properties, ...more }) // prettier-ignore
  const product = (place: number) => ({ product_id: `p${place}`, name: words(), category: words(), url: address(place), image_url: address(place + 1), price: 12 }) // prettier-ignore
  return [
    {
      type: 'identify',
      userId,
      timestamp,
      traits: {
        name: `Eve ${at} ${words()}`.slice(0, 400),
        email: `eve${at}@mail.example`,
        avatar: address(0),
        website: address(1),
        tags: [words()],
        address: { city: words(), country: words() },
      },
    },
    track(
      'Contact Received',
      { message: `${LEAD}${words()}`, subject: words(), channel: 'email', agent_name: words(), conversation_id: `c${at} ${address(5)}` },
      { messageId: `hostile-${at}` },
    ), // prettier-ignore
    track('Order Completed', { order_id: words().slice(0, 60), total: 12, currency: 'USD', coupon: words(), products: [product(2), product(4)] }), // prettier-ignore
    track('Product Reviewed', { review_title: words(), review_body: `I love it. ${words()}`, rating: 5, url: address(6) }), // prettier-ignore
    track('Feedback Submitted', { comment: `It runs small. ${words()}`, answer: words(), rating: 2 }),
    track(words().slice(0, 80), { [`it ${words().slice(0, 40)}`]: words() }),
    {
      type: 'page',
      name: words().slice(0, 80),
      userId,
      timestamp,
      properties: { url: address(7), title: words(), referrer: address(3) },
    },
  ]
}

test('there are at least three hundred of them, all different', () => {
  expect(new Set(VECTORS).size).toBe(VECTORS.length)
  expect(VECTORS.length).toBeGreaterThanOrEqual(300)
})

/** Without the policy, so that it does not hide what the pages themselves let through. */
const UNGUARDED = { bypassCSP: true }

/** Walks twice: without the policy, and with it, which must have nothing to say. The second time one in three is looked at, at length (`SIZE=L`) each. */
async function inBoth<T>(
  all: readonly T[],
  walk: (page: Page, some: readonly T[]) => Promise<void>,
): Promise<void> {
  for (const [policy, some] of [
    [UNGUARDED, all],
    [{}, IS_LONG ? all : all.filter((_, at) => at % 3 === 0)],
  ] as const) {
    const { page } = await journey.agent('/moments', policy)
    await momentRows(page).first().waitFor()
    await walk(page, some)
  }
}

test('the queue, every moment and the customer beside it show them as words', async () => {
  const moments = await vi.waitFor(everyMoment, { timeout: 60_000, interval: 200 })
  await inBoth(moments, async (page, some) => {
    for (const { id, customer } of some) {
      await goTo(page, `/moments/${id}`)
      await page.getByRole('article', { name: 'The words it was noticed in' }).waitFor()
      const pane = page.getByRole('complementary', { name: 'Customer' })
      await pane.getByRole('heading', { name: customer.name, exact: true }).waitFor()
      expect(await page.evaluate(strangersIn), customer.name).toEqual([])
    }
  })
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
  expect(items.length).toBeGreaterThanOrEqual(GROUPS.length)
  for (const { id } of items) {
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

/** Where else words of customers are shown, or may come to be. */
const SCREENS = ['/voices', '/voices/runs-small', '/voices/themes/new', '/voices/complaints', '/voices/surveys', '/journey', '/journey?view=friction', '/promises', '/home', '/tasks', '/moments?show=past', '/import/refused', '/settings/audit', '/settings/stored'] // prettier-ignore

test('every other screen shows them as words', async () => {
  const firstOf = async (path: string) => (await journey.ask<{ items: { id: string }[] }>('GET', path)).items[0]?.id // prettier-ignore
  const voice = `/voices/comments/${await firstOf('/api/v1/voices?list=open_negative')}`
  const desk = `/settings/privacy/${await firstOf('/api/v1/customers')}`
  await inBoth([voice, desk, ...SCREENS], async (page, some) => {
    for (const path of some) {
      await page.goto(path)
      await page.getByRole('heading').first().waitFor()
      await expect.poll(() => page.locator('[aria-busy=true]').count(), { message: path }).toBe(0)
      expect(await page.evaluate(strangersIn), path).toEqual([])
    }
  })
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
  if (found.size < GROUPS.length) throw new Error(`${found.size} of ${GROUPS.length} are noticed`)
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
