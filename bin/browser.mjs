/** Finds a Chromium for the browser tests, or installs one; touches nothing when one is there. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT } from './setup.mjs'

/** Debian's package of the browser without a window: the same engine at about two thirds of the processor time. */
const SHELL = 'chromium-headless-shell'
const NAMES = [
  SHELL,
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge',
]
const APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

/**
 * Answers `{ path }` of a browser: the one SPOONFUL_BROWSER names, an installed one (rather one without a window), Debian's
 * (as root, through apt-get), or Playwright's own download; or `{ problem }`, a sentence that says what to do.
 */
export async function findBrowser(node) {
  const path =
    process.env.SPOONFUL_BROWSER || findInstalled() || installDebian() || (await installPlaywright(node))
  if (path && isProgram(path)) return { path }
  return {
    problem:
      'there is no browser and none could be installed: install Chromium or Chrome (Debian: `apt-get install chromium`), or name one in SPOONFUL_BROWSER.',
  }
}

function findInstalled() {
  const directories = (process.env.PATH ?? '').split(delimiter)
  const programs = NAMES.flatMap((name) => directories.map((directory) => join(directory, name)))
  return [...programs, ...APPLICATIONS].find(isProgram)
}

function installDebian() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  console.log('\nInstalling Chromium with apt-get, for the browser tests …')
  apt('update', '-q')
  for (const name of [SHELL, 'chromium']) {
    apt('install', '-y', '-q', '--no-install-recommends', name)
    const path = findInstalled()
    if (path) return path
  }
  return undefined
}

function apt(...args) {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

async function installPlaywright(node) {
  console.log('\nDownloading a browser with Playwright, for the browser tests …')
  const tool = join(ROOT, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(node, [tool, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 })
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
