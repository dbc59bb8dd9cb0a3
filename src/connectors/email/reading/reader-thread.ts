/** The thread in which mails are read; knows nothing of the product. */
import { parentPort } from 'node:worker_threads'
import type { Mail } from './mail.ts'
import { readMail } from './read-mail.ts'

export type Question = { readonly bytes: Uint8Array; readonly isTruncated: boolean }
export type Answer = { readonly mail: Mail } | { readonly problem: string }

parentPort?.on('message', ({ bytes, isTruncated }: Question) => {
  void readMail(bytes, { isTruncated }).then(
    (mail) => answer({ mail }),
    (error: unknown) => answer({ problem: sentenceOf(error) }),
  )
})

function answer(answer: Answer): void {
  parentPort?.postMessage(answer)
}

function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : ''
  if (/nesting depth/i.test(words)) return 'Its parts are nested too deep.'
  if (/header/i.test(words)) return 'Its headers are larger than a mail’s may be.'
  return 'Its structure could not be read.'
}
