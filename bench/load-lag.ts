/** Loaded into the product by the soak (`--import`): says every five seconds how late its event loop was, p99 in milliseconds. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const EVERY_MS = 5_000

if (isMainThread) {
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  setInterval(() => {
    process.stderr.write(`lag ${process.pid} ${(lag.percentile(99) / 1e6).toFixed(1)}\n`)
    lag.reset()
  }, EVERY_MS).unref()
}
