/** The composition root: the only file that knows everything. Starts the product, prints one line, stops it cleanly. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createEnterKey, stillHolding, teamSweeps } from '#features/team/index.ts'
import { journeySweeps } from '#features/journey/index.ts'
import { momentSweeps, noticedSince } from '#features/moments/index.ts'
import { playSweeps, startOutbox } from '#features/plays/index.ts'
import { startRaiser } from '#features/promises/index.ts'
import { erasureListIn, privacySweeps } from '#features/privacy/index.ts'
import { timelineSweeps } from '#features/timeline/index.ts'
import { voiceSweeps } from '#features/voices/index.ts'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { chatwootSweep } from '#connectors/chatwoot/index.ts'
import { openMail } from '#connectors/email/index.ts'
import { openImports } from '#connectors/files/index.ts'
import { startWorker } from '#platform/announcements.ts'
import { startSealer } from '#platform/audit/index.ts'
import { startDailyBackups } from '#platform/backup/index.ts'
import { checkReach, readConfig } from '#platform/config.ts'
import { patiently } from '#platform/faults.ts'
import { keepHeapFlat } from '#platform/heap.ts'
import { openHub } from '#platform/live.ts'
import { ANY_ROOM, watchRoom } from '#platform/room.ts'
import { chance, type Scope } from '#platform/scope.ts'
import { StartError } from '#platform/start-error.ts'
import { startSweeps } from '#platform/sweeps.ts'
import { startWatchdog } from '#platform/watchdog.ts'
import { ensureWebFiles } from '#platform/web-files.ts'
import { openApi } from './api.ts'
import { eventRule, foreignRecords } from './imports.ts'
import { openProduct, type Product } from './open.ts'
import { openSample } from './sample.ts'

await main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})

async function main(): Promise<void> {
  keepHeapFlat()
  checkReach(readConfig())
  const log = { info: (sentence: string) => console.error(sentence) }
  const [product] = await Promise.all([openProduct(), ensureWebFiles(log)])
  try {
    await serve(product)
  } catch (error) {
    await product.close()
    throw error
  }
}

async function serve(product: Product): Promise<void> {
  const { config, db, log, clock, secrets, policy } = product
  const isSecure = config.baseUrl?.startsWith('https:') ?? false
  let port = config.port
  const baseUrl = () =>
    config.baseUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`

  const hub = await openHub(db, randomBytes(4).toString('hex'), (holders) =>
    stillHolding(db, holders, clock()),
  )
  const worker = startWorker({ db, log, workspaceOf: product.workspaceOf, clock })
  const sealer = startSealer({ db, log, clock })
  const raiser = startRaiser({ db, log, workspaceOf: product.workspaceOf })
  const outbox = startOutbox({ db, log, workspaceOf: product.workspaceOf, clock })
  const mail = openMail({ log, clock, secrets, policy })
  const sweeps = startSweeps(
    [
      ...teamSweeps,
      ...timelineSweeps,
      ...momentSweeps,
      ...playSweeps,
      ...privacySweeps(config.backups === 0 ? {} : { erasureList: erasureListIn(config.backupDirectory) }),
      ...voiceSweeps({ baseUrl }),
      ...journeySweeps,
      mail.sweep,
      chatwootSweep({ secrets, policy }),
    ],
    {
      db,
      log,
      clock,
    },
  )

  const backups = startDailyBackups({
    connection: product.connection,
    directory: config.backupDirectory,
    keep: config.backups,
    keys: { secrets, passphrase: config.backupPassphrase },
    clock,
    log,
    minFreeBytes: config.minFreeBytes,
  })
  const sample = openSample({ log, clock })
  const imports = openImports({
    db,
    log,
    clock,
    directory: join(config.dataDirectory, 'imports'),
    foreign: foreignRecords,
    eventRule,
    noticedSince: worthALook,
    sample,
    minFreeBytes: config.minFreeBytes,
  })

  const ownDisk = config.databaseUrl === undefined ? config.dataDirectory : undefined
  const room = ownDisk === undefined ? ANY_ROOM : await watchRoom(ownDisk, config.minFreeBytes)
  const watchdog = startWatchdog()
  const api = openApi({
    db,
    log,
    clock,
    hub,
    imports,
    secrets,
    policy,
    workspaceOf: product.workspaceOf,
    baseUrl,
    alsoOurs: () => [`http://localhost:${port}`, `http://127.0.0.1:${port}`],
    isSecure,
    trustedProxies: config.trustedProxies,
    dataDirectory: ownDisk,
    room,
  })

  try {
    await api.listen({ port: config.port, host: config.host })
  } catch (error) {
    await Promise.all([worker.stop(), sealer.stop(), raiser.stop(), outbox.stop(), sweeps.stop(), mail.stop(), hub.close(), backups.stop()]) // prettier-ignore
    throw listenProblem(error, config.port, config.host)
  }
  const address = api.server.address()
  if (address !== null && typeof address === 'object') port = address.port

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    const closing = setInterval(() => api.server.closeIdleConnections(), 100)
    await hub.close()
    await api.close()
    clearInterval(closing)
    sample.stop()
    await Promise.all([
      imports.stop(),
      worker.stop(),
      sealer.stop(),
      raiser.stop(),
      outbox.stop(),
      sweeps.stop(),
      mail.stop(),
      backups.stop(),
    ])
    room.stop()
    await product.close()
    await watchdog.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())

  const scope = product.machineScope('server')
  // The workers have begun, and what the last process left behind may keep every connection busy.
  await patiently(() => imports.resume(scope))
  if (process.argv.includes('--sample'))
    await patiently(async () => {
      if (await imports.hasSample(scope)) sample.goLive(scope)
      else await imports.startSample(scope)
    })

  const key = await patiently(() => createEnterKey(db, product.owner.id, { now: clock(), random: chance }))
  console.log(`Spoonful is ready: ${baseUrl()}/enter/${key}`)
}

/** What the first run shows while a file is read: moments so far, and some with their words. */
async function worthALook(
  scope: Scope,
  since: Date,
  until: Date | null,
): Promise<Pick<ImportStatus, 'momentsSoFar' | 'momentsOpen' | 'entriesToRead' | 'worthALook'>> {
  const { count, open, toRead, first } = await noticedSince(scope, since, until)
  return {
    momentsSoFar: count,
    momentsOpen: open,
    entriesToRead: toRead,
    worthALook: first.map(({ id, kind, icon, valence, customer, channel, words, marks }) => ({
      momentId: id,
      kind,
      icon,
      valence,
      name: customer.name,
      channel,
      words,
      marks,
    })),
  }
}

/** Why the port can't be had, as one sentence. */
function listenProblem(error: unknown, port: number, host: string): unknown {
  const code = (error as { code?: string }).code
  if (code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} is taken by another program: stop it, or start with PORT=0 for any free port.`,
    )
  if (code === 'EACCES')
    return new StartError(
      `Port ${port} needs more rights than this user has: choose one above 1023 with PORT.`,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartError(
      `This machine has no address ${host} to listen on: set HOST to 127.0.0.1 or 0.0.0.0.`,
    )
  return error
}
