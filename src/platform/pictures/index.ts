/** The picture guard (SAFETY.md R14, G18): a stranger's picture is decoded elsewhere and drawn anew, or refused. Originals are not kept. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Refusal } from '#kit/refusal.ts'
import type { Drawn, DrawnAnswer } from './draw.ts'

/** Bytes of a picture at most. */
export const PICTURE_BYTES = 15 * 1024 * 1024
/** Milliseconds one picture may take. */
const DRAW_MS = 10_000
/** The helper ends when nothing came for so long. */
const IDLE_MS = 30_000

/** A picture that was drawn anew: WebP, without anything its maker wrote into it. */
export type SafePicture = {
  readonly bytes: Uint8Array
  readonly type: 'image/webp'
  readonly width: number
  readonly height: number
}

const MAGIC: readonly (readonly [number, readonly number[]])[] = [
  [0, [0xff, 0xd8, 0xff]],
  [0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  [8, [0x57, 0x45, 0x42, 0x50]],
]

/** Whether the first bytes are those of a JPEG, PNG or WebP; what a name or a sender says counts for nothing. */
export function looksLikePicture(bytes: Uint8Array): boolean {
  return MAGIC.some(([at, magic]) => magic.every((byte, i) => bytes[at + i] === byte))
}

/** Draws a picture anew, at most 2,048 pixels a side. Refuses `picture_too_large`, `picture_not_readable`. */
export async function makeSafe(bytes: Uint8Array): Promise<SafePicture> {
  if (bytes.byteLength > PICTURE_BYTES)
    throw new Refusal('picture_too_large', 'A picture may have 15 MB at most.')
  if (!looksLikePicture(bytes)) throw notReadable()
  const turn = last.then(() => draw(bytes))
  last = turn.catch(() => {})
  const drawn = await turn
  if (!drawn) throw notReadable()
  return { ...drawn, type: 'image/webp' }
}

const notReadable = () =>
  new Refusal('picture_not_readable', 'That is no picture we can read: a JPEG, PNG or WebP of 40 megapixels at most.') // prettier-ignore

/** One picture at a time: decoding is what costs memory. */
let last: Promise<unknown> = Promise.resolve()
let helper: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined

/** What the helper made of it; undefined where it could not, or took too long. */
function draw(bytes: Uint8Array): Promise<Drawn | undefined> {
  clearTimeout(idle)
  const child = (helper ??= open())
  return new Promise((resolve) => {
    const settle = (drawn: Drawn | undefined, isBroken: boolean) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onExit)
      if (isBroken) end(child)
      idle = setTimeout(() => end(child), IDLE_MS)
      idle.unref()
      resolve(drawn)
    }
    const onMessage = (answer: DrawnAnswer) => settle(answer.drawn, false)
    const onExit = () => settle(undefined, true)
    const timer = setTimeout(() => settle(undefined, true), DRAW_MS)
    child.on('message', onMessage).on('exit', onExit).on('error', onExit)
    child.send(bytes, (error) => error && settle(undefined, true))
  })
}

function open(): ChildProcess {
  const child = fork(fileURLToPath(new URL('./draw.ts', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It needs nothing of what the server knows: no address of the database, no key.
    env: { PATH: process.env['PATH'] },
  })
  child.on('error', () => {})
  child.unref()
  child.channel?.unref()
  return child
}

function end(child: ChildProcess): void {
  if (helper === child) helper = undefined
  child.kill('SIGKILL')
}
