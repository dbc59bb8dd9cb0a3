/**
 * `npm run pictures:noticing`: what the product shows for the twenty messages of docs/guide/noticing-examples.md, each alone.
 * A message that opened a moment is taken in the moment's pane, one that did not on its customer's page.
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import type { SearchAnswer } from '#features/moments/contract.ts'
import { ensureWebFiles } from '#platform/web-files.ts'
import { openJourney, type Journey } from './journey.ts'
import { letter } from './letters.ts'

const PLACE = new URL('../docs/pictures/', import.meta.url).pathname
/** Room beneath what is shown, in pixels of the page. */
const MARGIN = 12

type Example = { readonly name: string; readonly who: string; readonly text: string }

const MOMENTS: readonly Example[] = [
  { name: 'puppy', who: 'Ada Finch', text: 'Our puppy Biscuit chewed the strap, do you sell spares?' },
  {
    name: 'sister',
    who: 'Bela Moss',
    text: 'My sister is getting married on the 29th and the shawl is her present.',
  },
  { name: 'denver', who: 'Cleo Hart', text: 'We just moved to Denver, can the parcel go there?' },
  {
    name: 'father',
    who: 'Dara Voss',
    text: 'My father passed away in March, please take his name off the list.',
  },
  { name: 'petite', who: 'Edda Lind', text: 'I’m 5\'2" and usually wear an XS petite.' },
  { name: 'priya', who: 'Fritz Amar', text: 'Thank you Priya, you saved our trip.' },
  { name: 'tuesday', who: 'Greta Solis', text: 'It was due Tuesday, now it is Saturday.' },
  {
    name: 'third-time',
    who: 'Hanna Okoye',
    text: 'This is the third time I have written about the same bill.',
  },
  { name: 'never-again', who: 'Ines Falk', text: 'I will never order from you again.' },
  { name: 'send-back', who: 'Jory Blum', text: 'How do I send one of them back?' },
]

const NEAR_MISSES: readonly Example[] = [
  { name: 'hot-dog', who: 'Kira Stone', text: 'I had a hot dog while I waited.' },
  { name: 'for-weddings', who: 'Lino Pratt', text: 'A great dress for weddings.' },
  { name: 'seat', who: 'Mina Roth', text: 'They moved us to seat 21D.' },
  { name: 'parsley', who: 'Nils Quist', text: 'I’m sick of parsley.' },
  { name: 'comfortable', who: 'Olga Reyes', text: 'The fabric is ridiculously comfortable.' },
  { name: 'for-nothing', who: 'Pia Storm', text: 'Thanks for nothing.' },
  { name: 'airline', who: 'Quin Abbey', text: 'Never flying another airline, you are the best.' },
  { name: 'not-angry', who: 'Rosa Tamm', text: 'I’m not angry, just wondering.' },
  { name: 'breakfast', who: 'Sven Ulmer', text: 'Is breakfast included?' },
  { name: 'neighbour', who: 'Tess Vidal', text: 'She says her neighbour is moving.' },
]

await ensureWebFiles({ info: (sentence) => console.log(sentence) })
const journey = await openJourney('pictures-noticing')
try {
  const examples = [...NEAR_MISSES, ...MOMENTS]
  for (const [at, { name, who, text }] of examples.entries())
    await journey.send([letter({ who: name, name: who, hoursAgo: 2 - at / 20, channel: 'email', text })])
  for (const { who } of MOMENTS) await momentOf(journey, who, 30_000)
  for (const example of examples) await take(journey, example)
} finally {
  await journey.close()
}

async function take(journey: Journey, { name, who, text }: Example): Promise<void> {
  const moment = await momentOf(journey, who, 0)
  const { page, context } = await journey.agent(
    moment ? `/moments/${moment}` : `/customers?q=${encodeURIComponent(who)}`,
  )
  if (moment) {
    const words = page.getByRole('article', { name: 'The words it was noticed in' })
    await words.waitFor()
    await keep(page, name, page.getByRole('region', { name: 'Moment', exact: true }), words)
  } else {
    await page.getByRole('option', { name: new RegExp(who) }).click()
    const customer = page.getByRole('article', { name: who })
    const words = customer.getByText(text).last()
    await words.waitFor()
    await customer.getByText('Nothing yet.').waitFor()
    await keep(page, name, customer, words)
  }
  await context.close()
}

/** A picture of `whole` from its top to the end of `last`. */
async function keep(page: Page, name: string, whole: Locator, last: Locator): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  const [around, end] = [await whole.boundingBox(), await last.boundingBox()]
  if (!around || !end) throw new Error(`${name}: nothing to see`)
  await page.screenshot({
    path: join(PLACE, `noticed-${name}.png`),
    clip: { ...around, height: end.y + end.height + MARGIN - around.y },
    animations: 'disabled',
    caret: 'hide',
  })
}

/** The moment that her words opened; undefined where there is none. Errors: throws where it is awaited and does not come. */
async function momentOf({ ask }: Journey, who: string, patienceMs: number): Promise<string | undefined> {
  for (const end = Date.now() + patienceMs; ; await pause(200)) {
    const { moments } = await ask<SearchAnswer>('GET', `/api/v1/search?q=${encodeURIComponent(who)}`)
    if (moments[0]) return moments[0].id
    if (Date.now() >= end && patienceMs > 0) throw new Error(`${who} has no moment`)
    if (patienceMs === 0) return undefined
  }
}
