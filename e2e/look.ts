/** How a page is looked at: as a phone, by axe, by a person. */
import { mkdir } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page, PageScreenshotOptions } from 'playwright-core'

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** What axe finds: its rule, the element, and how to mend it; by all rules, or by those named. */
export async function violationsIn(page: Page, rules?: readonly string[]): Promise<string[]> {
  await shown(page)
  const axe = new AxeBuilder({ page }).setLegacyMode()
  axe.options({ resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}

/** A page still without its heading, or a colour on its way from light to dark, is not what anybody reads. */
async function shown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/** For a person's eyes, where SPOONFUL_PICTURES names a place for them. */
export async function picture(page: Page, name: string, options: PageScreenshotOptions = {}): Promise<void> {
  const place = process.env['SPOONFUL_PICTURES']
  if (!place) return
  await mkdir(place, { recursive: true })
  await page.screenshot({ path: `${place}/${name}.png`, animations: 'disabled', ...options })
}
