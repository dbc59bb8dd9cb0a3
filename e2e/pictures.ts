/** `npm run pictures`: takes the pictures of docs/pictures from the sample brand, as an agent would see it; with names, only those. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { ImportStatus } from '#connectors/files/contract.ts'
import type { JourneyMap } from '#features/journey/contract.ts'
import type { Workbook } from '#features/journey/contract/workbook.ts'
import type { ThemesAnswer } from '#features/voices/contract.ts'
import type { MomentDetail, QueueAnswer, SearchAnswer } from '#features/moments/contract.ts'
import { ensureWebFiles } from '#platform/web-files.ts'
import { inboxFile } from './inbox-file.ts'
import { openJourney, type Journey } from './journey.ts'
import { momentRows } from './screens.ts'

/** Names after the command; all where there are none. */
const WANTED = process.argv.slice(2)
const PLACE = new URL('../docs/pictures/', import.meta.url).pathname
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** Real reviews, read where they lie; without them their picture is left as it is. */
const REVIEWS = fileURLToPath(new URL('../../shared/data/clothing-reviews/reviews.csv', import.meta.url))

type Picture = {
  readonly name: string
  readonly path: string
  readonly options?: BrowserContextOptions
  readonly reach: (page: Page) => Promise<unknown>
}

const BEFORE_THE_SAMPLE: readonly Picture[] = [
  {
    name: 'first-run',
    path: '/welcome',
    reach: (page) => page.getByRole('heading', { name: /Whose moments/ }).waitFor(),
  },
  {
    name: 'import-columns',
    path: '/welcome',
    reach: async (page) => {
      await page.getByRole('radio', { name: /^A file of yours/ }).check()
      await page.locator('input[type=file]').setInputFiles(await inboxFile())
      await page.getByLabel('What Received is').selectOption('at')
      await page.getByLabel('What From is').selectOption('name')
      await page.getByRole('region', { name: 'The first rows' }).waitFor()
    },
  },
]

/** `her` is the address of the moment that the design drew. */
const withTheSample = (her: string): readonly Picture[] => [
  { name: 'queue-light', path: her, reach: showHer },
  { name: 'queue-dark', path: her, options: { colorScheme: 'dark' }, reach: showHer },
  {
    name: 'phone-list',
    path: '/moments',
    options: PHONE,
    reach: (page) => momentRows(page).first().waitFor(),
  },
  {
    name: 'phone-moment',
    path: her,
    options: PHONE,
    reach: async (page) => {
      await settled(page)
      await page.getByRole('heading', { name: 'Small acts' }).waitFor()
    },
  },
  {
    name: 'customers',
    path: '/customers',
    reach: (page) => page.getByText('Known by').waitFor(),
  },
  {
    name: 'autonomy',
    path: '/settings/autonomy',
    reach: (page) => page.getByText(/these limits would have covered/i).waitFor(),
  },
  {
    name: 'plays',
    path: '/settings/plays',
    reach: (page) => page.getByRole('heading', { name: 'The starter book' }).waitFor(),
  },
  { name: 'journey', path: '/journey', reach: counted },
  {
    name: 'friction',
    path: '/journey?view=friction',
    reach: (page) => page.getByRole('heading', { name: 'Where friction is most' }).waitFor(),
  },
  {
    name: 'voices',
    path: '/voices/where-is-it',
    reach: (page) => page.getByRole('button', { name: 'Make it this week’s fix' }).waitFor(),
  },
  { name: 'home', path: '/home', reach: atHome },
  { name: 'home-dark', path: '/home', options: { colorScheme: 'dark' }, reach: atHome },
  { name: 'phone-home', path: '/home', options: PHONE, reach: atHome },
  {
    name: 'find-or-do',
    path: her,
    options: { viewport: { width: 1280, height: 800 } },
    reach: async (page) => {
      await showHer(page)
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox', { name: 'Find or do' }).fill('mar')
      await page.getByRole('listbox', { name: 'Found' }).getByRole('option').nth(4).waitFor()
    },
  },
  { name: 'theme-editor', path: '/voices/themes/which-size', reach: triedToTheEnd },
  {
    name: 'theme-editor-dark',
    path: '/voices/themes/which-size',
    options: { colorScheme: 'dark' },
    reach: triedToTheEnd,
  },
  { name: 'phone-theme-editor', path: '/voices/themes/which-size', options: PHONE, reach: triedToTheEnd },
  {
    name: 'theme-merge',
    path: '/voices/which-size?days=84',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Merge' }).click()
      const sheet = page.getByRole('dialog')
      await sheet.getByRole('radio', { name: /Fit for shorter people/ }).check()
      await sheet
        .getByRole('region', { name: 'Fit for shorter people' })
        .getByRole('article')
        .first()
        .waitFor()
    },
  },
  {
    name: 'ideas',
    path: '/voices?work=ideas',
    reach: async (page) => {
      const list = page.getByRole('region', { name: 'Ideas' })
      await list
        .getByRole('button', { name: /^Show all/ })
        .first()
        .click()
      await list.getByRole('button', { name: 'Another idea' }).first().waitFor()
    },
  },
  { name: 'workbook', path: '/journey/workbook/choose', reach: atTheTwoQuestions },
  {
    name: 'workbook-dark',
    path: '/journey/workbook/choose',
    options: { colorScheme: 'dark' },
    reach: atTheTwoQuestions,
  },
  {
    name: 'phone-workbook',
    path: '/journey/workbook/choose',
    options: PHONE,
    reach: (page) => page.getByLabel('Chases order: How could we make it easier?').waitFor(),
  },
  {
    name: 'basics',
    path: '/journey/basics',
    reach: (page) => page.getByRole('heading', { name: /basics are in order/ }).waitFor(),
  },
]

/** What a workbook half filled in says. */
const ANSWERS = [
  ['choose.easier@chase', 'Send the dispatch mail only after the first carrier scan.'],
  ['choose.memorable@chase', 'Name the person who is looking for the parcel.'],
  ['choose.easier@after_sale', 'Say the day, not “3 to 7 business days”.'],
  ['choose.easier@contact_form', 'Show the real time we will answer by, and warn if we will miss it.'],
] as const

await mkdir(PLACE, { recursive: true })
await ensureWebFiles({ info: (sentence) => console.log(sentence) })
const journey = await openJourney('pictures')
try {
  for (const picture of BEFORE_THE_SAMPLE) await take(journey, picture)
  await cancelOpenImports(journey)
  await fillSample(journey)
  await tellAndGive(journey)
  await walkTogether(journey)
  for (const picture of withTheSample(await findHer(journey))) await take(journey, picture)
  console.log(`${(await readdir(PLACE)).length} pictures in docs/pictures`)
} finally {
  await journey.close()
}

if (WANTED.length === 0 || WANTED.includes('voices-real')) await takeRealReviews()

/** The whole 90 days were looked through, so that every phrase says what it finds. */
async function triedToTheEnd(page: Page): Promise<void> {
  await page.getByText(/^It would have /).waitFor()
}

/** 12,245 clothing reviews, read in by the screen and themed by what comes with the product. */
async function takeRealReviews(): Promise<void> {
  if (!existsSync(REVIEWS)) return console.log(`Skipped voices-real: ${REVIEWS} is not at hand`)
  const real = await openJourney('pictures-real')
  try {
    const { page } = await real.agent('/import')
    await page.locator('input[type=file]').setInputFiles(REVIEWS)
    await page.getByRole('button', { name: /^Read it all/ }).click()
    await page.getByRole('heading', { name: 'reviews.csv is read' }).waitFor({ timeout: 180_000 })
    for (let counted = -1, total = 0; counted !== total || total === 0;) {
      counted = total
      await pause(3_000)
      total = (await real.ask<ThemesAnswer>('GET', '/api/v1/voices/themes?days=30')).total
    }
    await take(real, {
      name: 'voices-real',
      path: '/voices/runs-large',
      reach: (page) => page.getByText('Counted and quoted on this machine.').waitFor(),
    })
  } finally {
    await real.close()
  }
}

async function take({ agent }: Journey, { name, path, options, reach }: Picture): Promise<void> {
  if (WANTED.length > 0 && !WANTED.includes(name)) return
  const { page, context } = await agent(path, options)
  await reach(page)
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  const file = join(PLACE, `${name}.png`)
  await rm(file, { force: true })
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  await context.close()
}

async function showHer(page: Page): Promise<void> {
  await settled(page)
  const line = page.getByRole('button', { name: /danced till two/ })
  await line.waitFor()
  if ((await line.getAttribute('aria-pressed')) === 'false') await line.click()
  await page.getByRole('button', { pressed: true }).filter({ hasText: 'Added' }).first().waitFor()
}

/** Everybody is counted, and the map drawn. */
async function counted(page: Page): Promise<void> {
  await page.getByText(/^Live from/).waitFor({ timeout: 180_000 })
}

async function atHome(page: Page): Promise<void> {
  for (const name of [
    'Where friction is most',
    'Promises',
    'What customers say the most',
    'Often overlooked',
  ])
    await page.getByRole('region', { name }).getByRole('listitem').first().waitFor()
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('article', { name: 'The words it was noticed in' }).waitFor()
  await page.getByRole('list', { name: 'Why this was noticed' }).waitFor()
}

async function cancelOpenImports({ ask }: Journey): Promise<void> {
  const { items } = await ask<{ items: ImportStatus[] }>('GET', '/api/v1/imports')
  for (const { id, state } of items) if (state === 'preview') await ask('DELETE', `/api/v1/imports/${id}`)
}

/** Reads the sample brand to its end. */
async function fillSample({ ask }: Journey): Promise<void> {
  const { id } = await ask<ImportStatus>('POST', '/api/v1/sample')
  for (;;) {
    const { state, momentsSoFar, problem } = await ask<ImportStatus>('GET', `/api/v1/imports/${id}`)
    if (state === 'failed') throw new Error(`The sample could not be read: ${problem}`)
    if (state === 'finished' && momentsSoFar > 0) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** An anecdote of the agent, and two things given this month, so that there is something to see. */
async function tellAndGive({ ask }: Journey): Promise<void> {
  await ask('POST', '/api/v1/anecdotes', {
    fact: 'I wore my Wren to my brother’s wedding',
    product: 'Wren dress',
    words: 'I wore my Wren to my brother’s wedding in May and danced till two in it.',
  })
  const { items } = await ask<QueueAnswer>('GET', '/api/v1/queue?limit=20')
  const others = items.filter(({ customer }) => customer.name !== 'Maren Oduya').slice(0, 2)
  for (const [i, { id }] of others.entries())
    await ask('POST', '/api/v1/replies', {
      key: `picture ${i}`,
      momentId: id,
      text: '',
      acts: [
        {
          kind: 'parcel',
          title: 'A second one, overnight',
          amountMinor: 1_800 - 600 * i,
          reason: 'The carrier lost the first',
        },
      ],
    })
}

async function findHer({ ask }: Journey): Promise<string> {
  const { moments } = await ask<SearchAnswer>('GET', '/api/v1/search?q=Maren%20Oduya')
  const her = moments.find(({ state, label }) => state === 'open' && /chasing/i.test(label)) ?? moments[0]
  if (!her) throw new Error('Maren has no moment in the sample')
  for (;;) {
    const { facts } = await ask<MomentDetail>('GET', `/api/v1/moments/${her.id}`)
    if (facts.length >= 2) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return `/moments/${her.id}`
}

/** A workbook half filled in, and the basics looked at once; everybody is counted before, so that the evidence stands beside. */
async function walkTogether({ ask }: Journey): Promise<void> {
  while ((await ask<JourneyMap>('GET', '/api/v1/journey')).waiting > 0)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  const { id } = await ask<Workbook>('POST', '/api/v1/workbooks', { route: 'everyone' })
  for (const [key, text] of ANSWERS)
    await ask('PUT', `/api/v1/workbooks/${id}/fields/${encodeURIComponent(key)}`, { text, base: 0 })
  for (const exercise of ['purpose', 'people', 'walk', 'feel'])
    await ask('PUT', `/api/v1/workbooks/${id}/done/${exercise}`)
  await ask('POST', '/api/v1/basics/runs')
}

async function atTheTwoQuestions(page: Page): Promise<void> {
  await page.getByLabel('Asks after sale: How could we make it more memorable?').click()
  await page.getByRole('complementary').getByRole('figure').first().waitFor()
}
