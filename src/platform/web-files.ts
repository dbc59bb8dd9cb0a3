/** Finds the built web application, building it first where its sources have changed; serves its files. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from './http.ts'
import { StartError } from './start-error.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const WEB_DIRECTORY = join(ROOT, '.web')
const STAMP_NAME = '.built-from'
const STAMP = join(WEB_DIRECTORY, STAMP_NAME)
/** What the built files are made from. */
const SOURCES = [
  'src/web',
  'src/features',
  'src/connectors',
  'src/kit',
  'vite.config.ts',
  'package-lock.json',
]

/** Builds the web files where they are missing or older than their sources. Throws StartError where the build fails. */
export async function ensureWebFiles(log: { info(sentence: string): void }): Promise<void> {
  const hash = await hashSources()
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === hash) return
  log.info('Building the web application; this takes some seconds and happens once.')
  // Built beside and moved in place, so that a second process that starts now never finds half of it.
  const beside = `${WEB_DIRECTORY}-${process.pid}`
  await new Promise<void>((resolve, reject) => {
    const build = spawn(
      process.execPath,
      [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', '--outDir', beside],
      // Under a test runner NODE_ENV is "test", and React would come with its aids for development.
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } },
    )
    const said: string[] = []
    for (const stream of [build.stdout, build.stderr])
      stream.on('data', (data: Buffer) => said.push(data.toString()))
    build.on('error', reject)
    build.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new StartError(`The web application could not be built:\n${said.join('').slice(-2_000)}`)),
    )
  })
  await writeFile(join(beside, STAMP_NAME), hash)
  await rm(WEB_DIRECTORY, { recursive: true, force: true })
  await rename(beside, WEB_DIRECTORY)
}

/** Serves the application: files with a hash in their name for ever, the page itself for every address that is a screen. */
export function serveWebFiles(api: Api): void {
  const because = 'the application’s own files hold no data'
  void api.register(serveStatic, { root: WEB_DIRECTORY, serve: false, preCompressed: true })
  api.get(
    '/assets/*',
    { config: { permission: 'public', because, rateLimit: false }, schema: { hide: true } },
    (request, reply) =>
      reply.sendFile((request.params as { '*': string })['*'], join(WEB_DIRECTORY, 'assets'), {
        maxAge: '365d',
        immutable: true,
      }),
  )
  for (const name of ['favicon.svg', 'favicon.ico', 'manifest.webmanifest', 'robots.txt'])
    if (existsSync(join(WEB_DIRECTORY, name)))
      api.get(
        `/${name}`,
        { config: { permission: 'public', because, rateLimit: false }, schema: { hide: true } },
        (_request, reply) => reply.sendFile(name, { maxAge: '1d' }),
      )
}

/** The application's page for every address that is a screen; undefined for the rest. */
export function answerScreen(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> | undefined {
  return isScreen(request) ? sendPage(reply) : undefined
}

function isScreen({ method, url, headers }: FastifyRequest): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(api|v1|hooks|live|assets|enter|s)(\/|$|\?)/.test(url) &&
    (headers.accept ?? '').includes('text/html')
  )
}

async function sendPage(reply: FastifyReply): Promise<FastifyReply> {
  return reply
    .code(200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(await readFile(join(WEB_DIRECTORY, 'index.html')))
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(ROOT, source)
    const files = source.includes('.')
      ? [path]
      : (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((file) => file.isFile() && isWebSource(file.parentPath, file.name))
          .map((file) => join(file.parentPath, file.name))
    for (const file of files.sort()) hash.update(file.slice(ROOT.length)).update(await readFile(file))
  }
  return hash.digest('hex')
}

/** The server's own files do not change what the browser gets. */
function isWebSource(directory: string, name: string): boolean {
  if (/\.test\.tsx?$/.test(name)) return false
  return /\/src\/(web|kit)(\/|$)|\/(ui|rules)(\/|$)/.test(directory) || /^(contract|rules)\.ts$/.test(name)
}
