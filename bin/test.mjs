#!/usr/bin/env node
/** `npm test`: every check there is, one after the other; a failing one does not hide the next. Ends with the totals. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureMailServers } from './mail-servers.mjs'
import { COMPILE_CACHE, ensureDependencies, findNode, ROOT } from './setup.mjs'

ensureDependencies()
const node = findNode()
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

await Promise.all([
  check('linter', scripts.lint.split(' ')),
  check('formatter', ['prettier', '--check', '--log-level=warn', '.'])
    .then(() => check('types', scripts.types.split(' ')))
    .then(() => check('import rules', scripts.imports.split(' ')))
    .then(() => check('unused code', ['knip'])),
])
const withoutMail = ensureMailServers()
suite('units, stores and routes on the embedded PostgreSQL', ['run'], { TEST_DATABASE_URL: '' })
await secondServer()
await browserTests()

if (failures.length > 0) console.log(`\nFailed: ${failures.join('; ')}.`)
if (withoutMail !== undefined) console.log(`\n${withoutMail}`)
if (total.skipped > 0) console.log(`\nSkipped tests: ${total.skipped}.`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

/** A check without tests of its own counts as one. What it says is held back until it ends, as another runs beside it. */
async function check(name, [tool, ...args]) {
  const started = Date.now()
  const child = spawn(node, [join(ROOT, 'node_modules', '.bin', tool), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [status] = await once(child, 'close')
  console.log(`\n== ${name}\n${said}${sentenceOf(status, started)}`)
  if (status === 0) total.passed += 1
  else fails(name)
}

/** Runs vitest and adds its counts. A file that cannot be loaded has no tests to count and fails as one. */
function suite(name, args, environment = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'spoonful-report-'))
  const file = join(directory, 'report.json')
  const isFine = run(
    name,
    ['vitest', ...args, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    environment,
  )
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rmSync(directory, { recursive: true })
  const slowest = (report.testResults ?? [])
    .map(({ name, startTime, endTime }) => ({
      name: relative(ROOT, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 8)
  console.log(`slowest: ${slowest.map(({ name, seconds }) => `${name} ${seconds.toFixed(0)} s`).join(', ')}`)
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = report
  total.passed += passed
  total.skipped += skipped
  if (failed > 0) fails(name, failed)
  else if (!isFine || passed === 0) fails(name)
}

function fails(name, count = 1) {
  total.failed += count
  failures.push(name)
}

function run(name, [tool, ...args], environment = {}) {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const { status } = spawnSync(node, [join(ROOT, 'node_modules', '.bin', tool), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environmentOf(environment),
  })
  console.log(sentenceOf(status, started))
  return status === 0
}

/** Every tool and every product that a test starts is compiled once. */
function environmentOf(more = {}) {
  return { ...process.env, CI: 'true', NODE_COMPILE_CACHE: COMPILE_CACHE, ...more }
}

function sentenceOf(status, started) {
  return `${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`
}

/** The stores again on a server of somebody's own, in a far time zone: what DATABASE_URL promises. */
async function secondServer() {
  const name = 'stores on a PostgreSQL of its own (DATABASE_URL)'
  const given = process.env.TEST_DATABASE_URL
  const url = given || 'postgres://postgres@127.0.0.1:5432/postgres'
  const problem = await reach(url)
  if (problem === undefined) {
    const files = ['store.test.ts', 'src/platform/database', 'src/platform/migrate', 'src/testing/catalogue']
    const environment = { TEST_DATABASE_URL: url, TEST_TIME_ZONE: 'Pacific/Chatham' }
    suite(name, ['run', ...files], environment)
  } else if (given) {
    console.log(`\n== ${name}\nFAILED: the server of TEST_DATABASE_URL cannot be used: ${problem}`)
    fails(name)
  } else {
    console.log(
      `\n== ${name}\nskipped: no server at 127.0.0.1:5432 and TEST_DATABASE_URL is not set (${problem})`,
    )
  }
}

/** Why a server cannot be used for tests, or undefined when it can. */
async function reach(connectionString) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::integer >= 150000 as is_recent,
              rolcreatedb or rolsuper as may_create from pg_roles where rolname = current_user`,
    )
    if (!rows[0].is_recent) return 'it is older than PostgreSQL 15'
    return rows[0].may_create ? undefined : 'the role may not create databases'
  } catch (error) {
    return error.message || error.code
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function browserTests() {
  const name = 'journeys in a browser'
  if (!existsSync(join(ROOT, 'e2e', 'vitest.config.ts'))) return
  const browser = await findBrowser(node)
  if (browser.path)
    return suite(name, ['run', '--config', 'e2e/vitest.config.ts'], { SPOONFUL_BROWSER: browser.path })
  console.log(`\n== ${name}\nFAILED: ${browser.problem}`)
  fails(name)
}
