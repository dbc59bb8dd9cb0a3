/** Has mails read in a thread of its own, with a limit of time and memory: a hostile mail costs itself, and is kept from outside. */
import { Worker } from 'node:worker_threads'
import type { Mail } from './mail.ts'
import { readOutside } from './read-mail.ts'
import type { Answer, Question } from './reader-thread.ts'

/** Bytes of a mail that are read at most: its text, and a file of the largest size that is kept (a mail writes three bytes as four). */
export const READ_BYTES = 16 * 1024 * 1024
/** Milliseconds one mail may take. */
const READ_MS = 10_000
const MEMORY_MB = 256

export type Reader = {
  /** Never throws: what can't be read comes back with its outside and a problem. */
  read(bytes: Uint8Array, isTruncated: boolean): Promise<Mail>
  close(): Promise<void>
}

/** Opens a reader; its thread starts with the first mail and is started again after one that broke it. */
export function openReader({ limitMs = READ_MS }: { limitMs?: number } = {}): Reader {
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const made = new Worker(new URL('./reader-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    made.unref()
    return made
  }

  async function one(bytes: Uint8Array, isTruncated: boolean): Promise<Mail> {
    const own = new Uint8Array(bytes)
    const head = own.slice(0, 64 * 1024)
    const thread = (worker ??= start())
    const answer = await new Promise<Answer>((resolve) => {
      const settle = (answer: Answer, isBroken: boolean) => {
        clearTimeout(timer)
        thread.off('message', onMessage).off('error', onError).off('exit', onExit)
        if (isBroken) {
          worker = undefined
          // What it says while it is ended is nobody's concern any more.
          thread.on('error', () => {})
          void thread.terminate()
        }
        resolve(answer)
      }
      const timer = setTimeout(
        () => settle({ problem: `It took longer than ${limitMs / 1000} seconds to read.` }, true),
        limitMs,
      )
      const onMessage = (answer: Answer) => settle(answer, false)
      const onError = () => settle({ problem: 'It took more memory to read than a mail may.' }, true)
      const onExit = () => settle({ problem: 'It could not be read.' }, true)
      thread.on('message', onMessage).on('error', onError).on('exit', onExit)
      const question: Question = { bytes: own, isTruncated }
      thread.postMessage(question, [own.buffer])
    })
    return 'mail' in answer ? answer.mail : readOutside(head, answer.problem)
  }

  return {
    read: (bytes, isTruncated) => {
      const turn = last.then(() => one(bytes, isTruncated))
      last = turn.catch(() => {})
      return turn
    },
    close: async () => {
      const open = worker
      worker = undefined
      await open?.terminate()
    },
  }
}
