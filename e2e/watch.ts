/** Looks over a page's shoulder: requests to other hosts, broken policy, errors, and scripts that should never run. */
import type { Page } from 'playwright-core'

export type Watch = {
  /** Addresses of other hosts the page asked for. */
  readonly foreign: string[]
  /** Violations of the content security policy, in the browser's words. */
  readonly violations: string[]
  /** Errors that nobody caught. */
  readonly errors: string[]
  /** What code that came in with somebody's words called. */
  readonly executed: string[]
}

/** Starts to watch; call it before the page opens anything. `origin` is the product's own. */
export async function watchPage(page: Page, origin: string): Promise<Watch> {
  const watch: Watch = { foreign: [], violations: [], errors: [], executed: [] }
  page.on('request', (request) => {
    const { protocol } = new URL(request.url())
    const isOwn = request.url().startsWith(`${origin}/`) || protocol === 'data:' || protocol === 'blob:'
    if (!isOwn) watch.foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) watch.violations.push(message.text())
  })
  page.on('pageerror', (error) => watch.errors.push(String(error)))
  page.on('dialog', (dialog) => {
    watch.executed.push(`${dialog.type()}: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.exposeFunction('__pwned', (what: unknown) => watch.executed.push(String(what)))
  return watch
}

/** Everything that was seen, none of which may be. */
export function seenBy(watch: Watch): string[] {
  return [...watch.foreign, ...watch.violations, ...watch.errors, ...watch.executed]
}
