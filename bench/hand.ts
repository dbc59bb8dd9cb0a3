/** What happens under the agent's hand, in a real browser on the real product: from a key's own time to the frame after its change. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openJourney, type Journey } from '../e2e/journey.ts'
import { letter } from '../e2e/letters.ts'
import { momentRows } from '../e2e/screens.ts'
import { startBadSmtp } from '../src/testing/smtp-faults.ts'
import { ensureWebFiles } from '../src/platform/web-files.ts'
import { within, type Measure } from './ground.ts'

const TIMES = 40
const KEY_LIMIT_MS = 50
const NEXT_LIMIT_MS = 100
/** Open moments: more than the list shows at once. */
const PEOPLE = 120
/** What an agent takes at the least to write a line; the moments that come next are fetched meanwhile. */
const WRITES_MS = 500

/** Figures in milliseconds, p95. */
export async function benchHand(): Promise<readonly Measure[]> {
  await ensureWebFiles({ info: () => {} })
  const smtp = await startBadSmtp()
  const journey = await openJourney('bench-hand', undefined, { SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
  try {
    await aMailbox(journey, smtp.port)
    const page = await anInboxOpen(journey)
    const act = await times(TIMES, page, { key: '1', in: '.SmallActs', of: ['aria-pressed'] })
    await page.getByRole('textbox', { name: 'Your reply' }).focus()
    const typed = await times(TIMES, page, { key: 'a', in: '.Composer-under', of: [] })
    const { shown, held } = await sentAndNext(TIMES, page)
    return [
      within('key: a small act added or taken out by 1', act, KEY_LIMIT_MS),
      within('key: a letter typed', typed, KEY_LIMIT_MS),
      within('sent, and the next moment shown with its words and its reply', shown, NEXT_LIMIT_MS),
      within('sent: asked of the server until it holds the reply', held, NEXT_LIMIT_MS),
    ]
  } finally {
    await journey.close()
    await smtp.close()
  }
}

/** Replies must go out by a channel: what is only copied stays where it is. Nobody reads this mailbox; what it sends is taken and kept nowhere. */
async function aMailbox(journey: Journey, port: number): Promise<void> {
  const server = { host: '127.0.0.1', security: 'none' }
  await journey.ask('POST', '/api/v1/mailboxes', {
    name: 'Bench',
    address: 'care@bench.example',
    imap: { ...server, port: 1 },
    smtp: { ...server, port },
    username: 'bench',
    password: 'bench',
  })
}

/** A queue of some people, its first moment open with its small acts. */
async function anInboxOpen(journey: Journey): Promise<Page> {
  const people = Array.from(
    { length: PEOPLE },
    (_, i) => `Ana ${String.fromCharCode(65 + (i % 26))}irch ${i}`,
  )
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
  await allNoticed(journey, people.length)
  const { page } = await journey.agent('/moments')
  await momentRows(page).first().waitFor()
  await page.locator('.SmallActs .Act').first().waitFor()
  return page
}

async function allNoticed(journey: Journey, count: number): Promise<void> {
  for (let open = 0; open < count;) {
    open = (await journey.ask<{ counts: { team: number } }>('GET', '/api/v1/queue')).counts.team
    if (open < count) await pause(200)
  }
}

/**
 * Writes a line and sends it, so many times. `shown`: from the key's own time to the frame after the next moment stands there;
 * `held`: the request as the browser saw it.
 */
async function sentAndNext(count: number, page: Page): Promise<{ shown: number[]; held: number[] }> {
  const shown: number[] = []
  const held: number[] = []
  for (let i = 0; i < count; i++) {
    await page
      .getByRole('textbox', { name: 'Your reply' })
      .fill('It is found, and it comes tomorrow. I am sorry it took three letters.')
    await pause(WRITES_MS)
    await page.evaluate(watchNext)
    const sent = page.waitForResponse(
      (one) => one.request().method() === 'POST' && one.url().endsWith('/api/v1/replies'),
    )
    await page.keyboard.press('ControlOrMeta+Enter')
    shown.push(await page.evaluate(shownAfter))
    const answer = await sent
    if (!answer.ok()) throw new Error(`not sent: ${answer.status()} ${await answer.text()}`)
    await answer.finished()
    held.push(answer.request().timing().responseEnd)
  }
  return { shown, held }
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

/** Runs in the page: from the next key on, until the frame after another moment stood there, its words with their marks and its field. */
function watchNext(): void {
  const parts = () => ['.MomentPane article mark', '.Composer-text'].map((one) => document.querySelector(one))
  const before = parts()
  ;(window as Watching).shown = new Promise((resolve) => {
    let pressed = 0
    addEventListener('keydown', ({ timeStamp, key }) => key === 'Enter' && (pressed = timeStamp), {
      capture: true,
    })
    const observer = new MutationObserver(() => {
      if (!parts().every((one, i) => one !== null && one !== before[i])) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const drawn = new MessageChannel()
        drawn.port1.onmessage = () => resolve(performance.now() - pressed)
        drawn.port2.postMessage(null)
      })
    })
    observer.observe(document.body, { subtree: true, childList: true })
  })
}

/** Runs in the page. */
function shownAfter(): Promise<number> {
  return (window as Watching).shown ?? Promise.reject(new Error('nothing was watched'))
}
