/**
 * Ends a process that hangs, so that whoever looks after it starts it again (SAFETY.md R30). A second thread counts its own seconds
 * since the main thread last gave a sign; a machine that slept, or a process that was halted, counts as a moment.
 */
import { url } from 'node:inspector'
import { Worker } from 'node:worker_threads'

export type Watchdog = {
  /** Resolves once the second thread looks; a thread that hangs before that is not seen. */
  readonly isWatching: Promise<unknown>
  stop(): Promise<void>
}

/** Seconds of silence after which a process is past saving. */
const PATIENCE_SECONDS = 30

/** Starts watching this thread. Does nothing under a debugger, which halts on purpose. */
export function startWatchdog({
  patienceSeconds = PATIENCE_SECONDS,
  tickMs = 1_000,
}: { patienceSeconds?: number; tickMs?: number } = {}): Watchdog {
  if (url() !== undefined) return { isWatching: Promise.resolve(), stop: () => Promise.resolve() }
  const signs = new Int32Array(new SharedArrayBuffer(4))
  const beat = setInterval(() => Atomics.add(signs, 0, 1), tickMs / 2)
  beat.unref()
  const watcher = new Worker(WATCHER, {
    eval: true,
    // Flags of ours may say how a program's text is to be read; the thread's is plain JavaScript.
    execArgv: [],
    workerData: { signs, tickMs, patience: Math.ceil((patienceSeconds * 1_000) / tickMs), pid: process.pid },
  })
  watcher.unref()
  watcher.on('error', () => undefined)
  return {
    isWatching: new Promise((resolve) => watcher.once('message', resolve)),
    stop: async () => {
      clearInterval(beat)
      await watcher.terminate()
    },
  }
}

/** Plain text, so that the thread needs no file of its own and starts in a few milliseconds. */
const WATCHER = `
const { parentPort, workerData: { signs, tickMs, patience, pid } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
let [last, silent] = [-1, 0]
setInterval(() => {
  const now = Atomics.load(signs, 0)
  silent = now === last ? silent + 1 : 0
  last = now
  if (silent < patience) return
  try { writeSync(2, JSON.stringify({ level: 60, time: Date.now(), msg: 'the event loop stood still for ' + Math.round(silent * tickMs / 1000) + ' s; ending, so that the process can be started again' }) + '\\n') } catch {}
  process.kill(pid, 'SIGKILL')
}, tickMs)
parentPort.postMessage('watching')
`
