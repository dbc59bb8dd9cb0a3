/**
 * Everybody can work here: axe on every screen, light and dark, small screens, large fingers. One file of tests a room, so that both
 * run at once; one page goes through all its screens, as an agent's does.
 */
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJourney, type Agent, type Journey } from './journey.ts'
import { anInbox, INBOX } from './letters.ts'
import { violationsIn } from './look.ts'
import { openScreen, SCREENS } from './screens.ts'
import { seenBy } from './watch.ts'

export type Room = {
  readonly name: string
  readonly options: BrowserContextOptions
  /** The smallest a thing to press may be, in px. */
  readonly least: number
}

/** Declares the tests of one room. */
export function everybodyFindsTheirWay({ name, options, least }: Room): void {
  let journey: Journey
  let agent: Agent
  /** What her page was seen doing on the screens before. */
  const seen = new Set<string>()
  beforeAll(async () => {
    journey = await openJourney(name)
    await journey.send(anInbox())
    for (const { name } of INBOX) await journey.noticed(name)
    agent = await journey.agent('/healthz', options)
  })
  afterAll(() => journey?.close())

  test.each(SCREENS)('everybody finds their way on: $name', async (screen) => {
    const { page, watch } = agent
    await page.emulateMedia({ colorScheme: 'light' })
    if (options.viewport) await page.setViewportSize(options.viewport)
    await openScreen(page, screen)
    // All that the other colours can break is what stands out from what.
    expect.soft(await violationsIn(page), 'axe, light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect.soft(await violationsIn(page, ['color-contrast']), 'axe, dark').toEqual([])
    expect.soft(await page.evaluate(tooSmall, least), `targets under ${least} px`).toEqual([])
    if (least !== 44)
      expect.soft(await page.evaluate(tooTall), 'the page itself scrolls by so many px').toBe(0)
    if (least === 44) {
      await page.setViewportSize({ width: 320, height: 640 })
      expect.soft(await page.evaluate(beyondTheEdge), 'wider than 320 px').toEqual([])
    }
    expect
      .soft(
        seenBy(watch).filter((each) => !seen.has(each)),
        'forbidden, broken, or asked of others',
      )
      .toEqual([])
    for (const each of seenBy(watch)) seen.add(each)
  })
}

/** Runs in the page: on a wide screen only parts of it scroll. */
function tooTall(): number {
  return document.documentElement.scrollHeight - innerHeight
}

/** Runs in the page: what reaches over the right edge, apart from what is cut or can be scrolled in a part of its own. */
function beyondTheEdge(): string[] {
  const isHeld = (element: Element): boolean => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return true
    return false
  }
  const all = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1 && !isHeld(element),
  )
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : []
  return [...wide, ...all.map((element) => `${element.tagName}.${element.className}`)]
}

/**
 * Runs in the page: what can be pressed and is smaller than `least` px in height or width. Words within a sentence are
 * let off (WCAG 2.5.8, inline); a label counts as part of its field.
 */
function tooSmall(least: number): string[] {
  const PRESSED = 'a[href], button, input, select, textarea, [role=option], [role=tab], summary'
  const top = document.querySelector('dialog[open]') ?? document.body
  return [...top.querySelectorAll<HTMLElement>(PRESSED)]
    .filter((element) => {
      const style = getComputedStyle(element)
      if (style.visibility === 'hidden' || !element.checkVisibility()) return false
      if (element.closest('sup, p') !== null) return false
      const target = element.closest('label') ?? element
      const { width, height } = target.getBoundingClientRect()
      return width > 1 && height > 1 && (width < least - 0.5 || height < least - 0.5)
    })
    .map((element) => {
      const { width, height } = element.getBoundingClientRect()
      const name = element.getAttribute('aria-label') ?? element.innerText.replaceAll('\n', ' ')
      return `${element.tagName}.${element.className} “${name.slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)}`
    })
}
