/** Builds the web files once, before the first journey starts a server that would do it itself. */
import { ensureWebFiles } from '#platform/web-files.ts'

export async function setup(): Promise<void> {
  await ensureWebFiles({ info: (sentence) => console.log(sentence) })
}
