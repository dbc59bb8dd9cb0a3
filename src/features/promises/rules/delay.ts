/** What several customers wait for together: from how many on it is one matter, and its words. Pure. */
import type { CustomerPromise } from './promise.ts'

/** From so many on they are gathered: two may be chance. */
export const GATHERED_FROM = 3

/** "UPS: no carrier scan", "FedEx: carrier says Wed 26 Nov". */
export function delayTitle({ madeBy, delayWords }: Pick<CustomerPromise, 'madeBy' | 'delayWords'>): string {
  return `${madeBy ?? 'The carrier'}: ${(delayWords ?? 'late').replace(/^carrier /, '')}`
}
