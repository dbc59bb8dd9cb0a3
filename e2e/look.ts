/** How a page is looked at: as a phone, by axe, by a person. */
import { mkdir } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page, PageScreenshotOptions } from 'playwright-core'

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** What axe finds: its rule, the element, and how to mend it; by all rules, or by those named. */
export async function violationsIn(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  axe.options({ resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}

/** For a person's eyes, where SPOONFUL_PICTURES names a place for them. */
export async function picture(page: Page, name: string, options: PageScreenshotOptions = {}): Promise<void> {
  const place = process.env['SPOONFUL_PICTURES']
  if (!place) return
  await mkdir(place, { recursive: true })
  await page.screenshot({ path: `${place}/${name}.png`, animations: 'disabled', ...options })
}
