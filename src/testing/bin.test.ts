import { execFile, execFileSync } from 'node:child_process'
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTestDirectory } from './directory.ts'

const BIN = fileURLToPath(new URL('../../bin', import.meta.url))
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))
const PROGRAM = `const words: string[] = process.argv.slice(2)
for await (const chunk of process.stdin) process.stdout.write(chunk)
console.log(words.join('|'))
process.exitCode = 3
`
/** The Node.js of the machine, which may be older than ours. */
const older = findOlderNode()
const run = promisify(execFile)
let root: { path: string; remove(): Promise<void> }

beforeEach(async () => {
  root = await makeTestDirectory('bin-')
  await cp(BIN, join(root.path, 'bin'), { recursive: true })
  await mkdir(join(root.path, 'src/cli'), { recursive: true })
  await writeFile(join(root.path, 'src/cli/main.ts'), PROGRAM)
  await setVersion('1.0.0')
})

afterEach(() => root.remove())

test('a fresh checkout installs once, says so on stderr, and leaves stdout to the command', async () => {
  const first = await spoonful(process.execPath, ['read', 'two words'])
  expect(first).toMatchObject({ code: 3, stdout: 'read|two words\n' })
  expect(first.stderr).toMatch(/^Installing dependencies/)
  const second = await spoonful(process.execPath, ['read'])
  expect(second).toEqual({ code: 3, stdout: 'read\n', stderr: '' })
})

test('a changed lock installs again when packages differ, and only then', async () => {
  await spoonful(process.execPath, [])
  await setVersion('1.0.1')
  expect((await spoonful(process.execPath, [])).stderr).toBe('')
  await rm(join(root.path, 'node_modules/.spoonful-lock'))
  await rm(join(root.path, 'node_modules/.package-lock.json'))
  expect((await spoonful(process.execPath, [])).stderr).toMatch(/^Installing dependencies/)
})

test('an installation that fails ends with a sentence and exit code 1', async () => {
  await writeFile(join(root.path, 'package.json'), '{ "dependencies": { "spoonful-is-not-there": "1.0.0" } }')
  const { code, stdout, stderr } = await spoonful(process.execPath, [])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/The dependencies could not be installed.*start again\.\n$/)
})

test.runIf(older)('under an older Node.js the command runs on the one among the dependencies', async () => {
  const without = await spoonful(older ?? '', ['read'])
  expect(without).toMatchObject({ code: 1, stdout: '' })
  expect(without.stderr).toMatch(/Spoonful runs on Node.js 24.*Install Node.js 24/)
  const name = `node-${process.platform}-${process.arch}`
  await symlink(join(MODULES, name), join(root.path, 'node_modules', name))
  const { code, stdout } = await spoonful(older ?? '', ['read'])
  expect({ code, stdout }).toEqual({ code: 3, stdout: 'read\n' })
})

/** The checkout's one dependency is a directory beside it, so that installing needs no network. */
async function setVersion(version: string): Promise<void> {
  const manifest = { name: 'checkout', version, type: 'module', dependencies: { one: 'file:one' } }
  const packages = {
    '': manifest,
    'node_modules/one': { resolved: 'one', link: true },
    one: { version: '1.0.0' },
  }
  const lock = { name: 'checkout', version, lockfileVersion: 3, requires: true, packages }
  await mkdir(join(root.path, 'one'), { recursive: true })
  await writeFile(join(root.path, 'one/package.json'), '{ "name": "one", "version": "1.0.0" }')
  await writeFile(join(root.path, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(root.path, 'package-lock.json'), JSON.stringify(lock))
}

async function spoonful(node: string, args: string[]) {
  const environment = { ...process.env, npm_execpath: undefined }
  const ended = run(node, [join(root.path, 'bin/spoonful.mjs'), ...args], { env: environment })
  ended.child.stdin?.end()
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  )
}

function findOlderNode(): string | undefined {
  const directories = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => !path.includes('node_modules'))
  return directories
    .map((directory) => join(directory, 'node'))
    .find((path) => {
      try {
        return /^v2[0-3]\./.test(execFileSync(path, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))
      } catch {
        return false
      }
    })
}
