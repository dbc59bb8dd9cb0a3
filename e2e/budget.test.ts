/** What the first visit of the queue costs, as the browser counts it, and how strict the policy of every page is. */
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN } from './letters.ts'
import { showMoment } from './screens.ts'

const KB = 1024
/** UI.md §6: scripts and styles gzipped, fonts as they are, in bytes. */
const LIMITS = { script: 200 * KB, stylesheet: 25 * KB, font: 71 * KB }

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('budget')
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

test('the first visit stays within its budget of scripts, styles and fonts', async () => {
  const { page } = await journey.agent('/healthz')
  const sizes: Record<string, number> = { script: 0, stylesheet: 0, font: 0 }
  const counted: Promise<void>[] = []
  const count = (response: Response) => {
    const kind = response.request().resourceType()
    if (!(kind in sizes)) return
    const weigh = async () => {
      const body = await response.body()
      sizes[kind] = (sizes[kind] ?? 0) + (kind === 'font' ? body.length : gzipSync(body).length)
    }
    counted.push(weigh())
  }
  page.on('response', count)
  await page.goto('/moments')
  await showMoment(page)
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  // What is fetched when idle comes later and is not the first visit; its body may not outlive the page.
  page.off('response', count)
  await Promise.all(counted)
  console.log(
    Object.entries(sizes)
      .map(([kind, bytes]) => `${kind} ${(bytes / KB).toFixed(1)} KB`)
      .join(', '),
  )
  for (const [kind, limit] of Object.entries(LIMITS)) {
    expect(sizes[kind], kind).toBeGreaterThan(0)
    expect(sizes[kind], kind).toBeLessThan(limit)
  }
})

test('scripts and styles travel packed', async () => {
  const { page } = await journey.agent('/healthz')
  const unpacked: string[] = []
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    const encoding = response.headers()['content-encoding']
    if (['script', 'stylesheet'].includes(kind) && encoding === undefined) unpacked.push(response.url())
  })
  await page.goto('/moments')
  await showMoment(page)
  expect(unpacked).toEqual([])
})

test('the policy of every page forbids scripts and styles that are written into it', async () => {
  const answer = await fetch(`${journey.program.url}/moments`, { headers: { accept: 'text/html' } })
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
})

test('what a page asks of others, runs of others’ or breaks is seen by those who watch', async () => {
  const { page, watch } = await journey.agent('/moments')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/pixel.gif'
    document.body.append(script, image)
    setTimeout(() => {
      throw new Error('nobody catches this')
    })
    setTimeout(() => alert('shown'))
  })
  await expect.poll(() => watch.violations.length).toBeGreaterThanOrEqual(2)
  await expect.poll(() => watch.executed).toEqual(['alert: shown'])
  await expect.poll(() => watch.errors.join()).toContain('nobody catches this')
  expect(await page.evaluate(() => 'ran' in window), 'the policy held').toBe(false)
  for (const seen of Object.values(watch)) seen.splice(0)
})

test('a page without the policy that asks another host is seen to do so', async () => {
  const { page, watch } = await journey.agent('/moments', { bypassCSP: true })
  await page.evaluate(() => {
    document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.invalid/pixel.gif' }))
  })
  await expect.poll(() => watch.foreign).toEqual(['http://elsewhere.invalid/pixel.gif'])
  watch.foreign.splice(0)
})
