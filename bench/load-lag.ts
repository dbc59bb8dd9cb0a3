/**
 * Loaded into the product by the soak (`--import`): says every five seconds how late its event loop was, p99 in milliseconds,
 * and after each large collection how much the heap kept, in megabytes. Nothing is collected because of it.
 */
import { constants, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { isMainThread } from 'node:worker_threads'

const EVERY_MS = 5_000

if (isMainThread) {
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  setInterval(() => {
    process.stderr.write(`lag ${process.pid} ${(lag.percentile(99) / 1e6).toFixed(1)}\n`)
    lag.reset()
  }, EVERY_MS).unref()
  new PerformanceObserver((list) => {
    if (list.getEntries().some(isLarge))
      process.stderr.write(
        `kept ${process.pid} ${(getHeapStatistics().used_heap_size / 2 ** 20).toFixed(1)}\n`,
      )
  }).observe({ entryTypes: ['gc'] })
}

function isLarge(entry: object): boolean {
  const { kind } = (entry as { detail?: { kind?: number } }).detail ?? {}
  return kind === constants.NODE_PERFORMANCE_GC_MAJOR
}
