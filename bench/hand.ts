/** What happens under the agent's hand, in a real browser on the real product: from a key's own time to the frame after its change. */
import type { Page } from 'playwright-core'
import { openJourney, type Journey } from '../e2e/journey.ts'
import { letter } from '../e2e/letters.ts'
import { momentRows } from '../e2e/screens.ts'
import { ensureWebFiles } from '../src/platform/web-files.ts'
import { within, type Measure } from './ground.ts'

const TIMES = 40
const KEY_LIMIT_MS = 50

/** Figures in milliseconds, p95. */
export async function benchHand(): Promise<readonly Measure[]> {
  await ensureWebFiles({ info: () => {} })
  const journey = await openJourney('bench-hand')
  try {
    const page = await anInboxOpen(journey)
    const act = await times(TIMES, page, { key: '1', in: '.SmallActs', of: ['aria-pressed'] })
    await page.getByRole('textbox', { name: 'Your reply' }).focus()
    const typed = await times(TIMES, page, { key: 'a', in: '.Composer-under', of: [] })
    return [
      within('key: a small act added or taken out by 1', act, KEY_LIMIT_MS),
      within('key: a letter typed', typed, KEY_LIMIT_MS),
    ]
  } finally {
    await journey.close()
  }
}

/** A queue of some people, its first moment open with its small acts. */
async function anInboxOpen(journey: Journey): Promise<Page> {
  const people = Array.from({ length: 8 }, (_, i) => `Ana ${String.fromCharCode(65 + (i % 26))}irch ${i}`)
  await journey.send(
    people.map((name, i) =>
      letter({
        who: `ana-${i}`,
        name,
        hoursAgo: 0.2 + i / 100,
        channel: 'email',
        text: 'This is the third time I write about my parcel and nobody has answered. It is for my sister’s wedding.',
      }),
    ),
  )
  for (const name of people) await journey.noticed(name)
  const { page } = await journey.agent('/moments')
  await momentRows(page).first().waitFor()
  await page.locator('.SmallActs .Act').first().waitFor()
  return page
}

type Pressed = {
  readonly key: string
  /** Where the change is looked for: words, elements, and these attributes. */
  readonly in: string
  readonly of: string[]
}

/** How long after a key its change was on screen, so many times. */
async function times(count: number, page: Page, { key, in: place, of }: Pressed): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < count; i++) {
    await page.evaluate(watch, { place, attributeFilter: of })
    await page.keyboard.press(key)
    taken.push(await page.evaluate(shownAfter))
  }
  return taken
}

type Watching = { shown?: Promise<number> }

/** Runs in the page: from the next key on, until the frame after the change was drawn. */
function watch({ place, attributeFilter }: { place: string; attributeFilter: string[] }): void {
  const region = document.querySelector(place)
  if (!region) throw new Error(`there is no ${place}`)
  ;(window as Watching).shown = new Promise((resolve) => {
    let pressed = 0
    addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      observer.disconnect()
      requestAnimationFrame(() => {
        const drawn = new MessageChannel()
        drawn.port1.onmessage = () => resolve(performance.now() - pressed)
        drawn.port2.postMessage(null)
      })
    })
    observer.observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
      ...(attributeFilter.length > 0 && { attributeFilter }),
    })
  })
}

/** Runs in the page. */
function shownAfter(): Promise<number> {
  return (window as Watching).shown ?? Promise.reject(new Error('nothing was watched'))
}
