/** SAFETY.md R30: a process that hangs is ended, one that is only busy or was halted is not. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

/** Runs a program under a watchdog of one second; answers how it ended and what it said. */
async function end(body: string, during?: (pid: number) => Promise<void>) {
  const program = `
    import { startWatchdog } from ${JSON.stringify(new URL('watchdog.ts', import.meta.url).href)}
    const watchdog = startWatchdog({ patienceSeconds: 1, tickMs: 100 })
    const block = (ms) => { const until = performance.now() + ms; while (performance.now() < until); }
    const alive = setInterval(() => {}, 1_000)
    await watchdog.isWatching
    clearInterval(alive)
    console.log('watched')
    ${body}
    await watchdog.stop()`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const gone = once(child, 'close')
  await once(child.stdout, 'data')
  await during?.(child.pid ?? 0)
  await gone
  return { code: child.exitCode, signal: child.signalCode, said }
}

test('a process whose event loop stands still is ended, and says so', async () => {
  const { signal, said } = await end('block(60_000)')
  expect(signal).toBe('SIGKILL')
  expect(said).toContain('the event loop stood still for 1 s')
})

test('one that was halted for longer goes on', async () => {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const { code } = await end('await new Promise((resolve) => setTimeout(resolve, 500))', async (pid) => {
    process.kill(pid, 'SIGSTOP')
    await wait(2_000)
    process.kill(pid, 'SIGCONT')
  })
  expect(code).toBe(0)
})
