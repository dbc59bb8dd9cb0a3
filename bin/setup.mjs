/** Set-up before any command: locked dependencies and a Node.js that runs TypeScript. Plain JavaScript for Node.js 20 with nothing installed. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The directory of package.json. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const MODULES = join(ROOT, 'node_modules')
/** Where Node.js keeps what it compiled: half of a start. */
export const COMPILE_CACHE = join(MODULES, '.cache', 'node')
const STAMP = join(MODULES, '.spoonful-lock')
/** From here on Node.js runs TypeScript without a flag and without a warning. */
const OLDEST_NODE = [24, 3]

/**
 * Installs what package-lock.json names when node_modules is missing or differs from it; says so in one line on stderr.
 * Exits with 1 and a sentence when that fails. Costs 2 ms when there is nothing to do.
 */
export function ensureDependencies() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  if (readText(STAMP) === hash) return
  if (!matches(JSON.parse(lock.toString('utf8')))) install()
  try {
    writeFileSync(STAMP, hash)
  } catch {
    // A checkout we may not write to: the comparison is made again at the next start.
    return
  }
  compileReader()
}

/**
 * Reads one message once, so that what Node.js makes of our TypeScript is kept: making it takes 25 MB, which a first `spoonful read` would
 * hold to its end (2026-12: 124 MB, afterwards 97). Costs under a second, once; a failure is for the command itself to report.
 */
function compileReader() {
  spawnSync(
    findNode(),
    ['--disable-warning=ExperimentalWarning', join(ROOT, 'src', 'cli', 'main.ts'), 'read'],
    {
      cwd: ROOT,
      input: '{"id":1,"text":"Hello, my dog loves it"}\n',
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
      timeout: 20_000,
    },
  )
}

/** Exits with 1 when `npm ci` does not get through. Its own report goes to stderr. */
function install() {
  process.stderr.write('Installing dependencies, as package-lock.json names them (about a minute) …\n')
  // `--include` outweighs NODE_ENV=production: the tests and the web build need the tools.
  const command = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-progress',
    '--loglevel=error',
  ]
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [process.env.npm_execpath, ...command], options())
    : spawnSync('npm', command, { ...options(), shell: process.platform === 'win32' })
  if (npm.status === 0) return
  const reason = npm.error
    ? `npm could not be run: ${npm.error.message}`
    : 'npm ci failed; its reason stands above'
  fail(
    `The dependencies could not be installed (${reason}). Check the connection to the package registry and start again.`,
  )
}

function options() {
  return { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }
}

/** Compares with npm's own record of what lies in node_modules, so that an `npm install` by hand is not repeated. */
function matches(lock) {
  const record = readText(join(MODULES, '.package-lock.json'))
  if (record === undefined) return false
  const installed = JSON.parse(record).packages
  return Object.entries(lock.packages).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found) return optional === true // for another system
    return found.version === version && found.integrity === integrity
  })
}

/** The path of a Node.js that runs TypeScript: the one running us, else the one among the dependencies. Exits with 1 when there is none. */
export function findNode() {
  if (isRecent()) return process.execPath
  for (const prefix of ['node', 'node-bin']) {
    const path = join(MODULES, `${prefix}-${process.platform}-${process.arch}`, 'bin', 'node')
    if (existsSync(path)) return path
  }
  return fail(
    `Spoonful runs on Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.version}, and there is none to install for ${process.platform} on ${process.arch}. Install Node.js 24 from nodejs.org and start again.`,
  )
}

function isRecent() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

/** Flags of Node.js that a command needs from its first moment, by the command's name. */
const FLAGS = JSON.parse(readFileSync(join(ROOT, 'bin', 'flags.json'), 'utf8'))

/**
 * Runs a TypeScript program of ours with the arguments of this process: in this process where Node.js is recent enough
 * (npm puts the dependency's Node.js first, so that is the usual case) and the command needs no flags, else in a child whose
 * exit becomes ours.
 * `ownsTerminal: false` keeps Ctrl-C from reaching the child twice: it gets each signal from us alone, and no stdin.
 */
export async function runProgram(path, { ownsTerminal }) {
  const program = join(ROOT, path)
  const args = process.argv.slice(2)
  const flags = Object.hasOwn(FLAGS, args[0] ?? '') ? FLAGS[args[0]] : []
  if (isRecent() && flags.length === 0) {
    module.enableCompileCache?.(COMPILE_CACHE)
    process.argv[1] = program
    await import(pathToFileURL(program).href)
    return
  }
  const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', ...flags, program, ...args], {
    stdio: [ownsTerminal ? 'inherit' : 'ignore', 'inherit', 'inherit'],
    detached: !ownsTerminal,
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // From a terminal, Ctrl-C has reached a child of our process group already.
    const isDelivered = ownsTerminal && signal === 'SIGINT' && process.stdin.isTTY
    process.on(signal, () => isDelivered || child.kill(signal))
  }
  child.on('error', ({ message }) => fail(`${program} could not be run: ${message}.`))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** Prints one sentence on stderr and ends with exit code 1. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
