/** Commands of an operator: a new link, the schema, a look at the installation, waiting work. */
import { createEnterKey } from '#features/team/index.ts'
import { listStuck, retryStuck } from '#platform/announcements.ts'
import { listBackups } from '#platform/backup/index.ts'
import type { Config } from '#platform/config.ts'
import { sql } from '#platform/database.ts'
import { chance } from '#platform/scope.ts'
import { withProduct } from './product.ts'

export async function enterCommand(): Promise<void> {
  await withProduct(async ({ db, owner, clock, config }) => {
    const key = await createEnterKey(db, owner.id, { now: clock(), random: chance })
    console.log(`${config.baseUrl ?? `http://127.0.0.1:${config.port}`}/enter/${key}`)
  })
}

/** Opening the product migrates it where no server runs; a running server has done so. */
export async function migrateCommand(): Promise<void> {
  await withProduct(async ({ db }) => {
    const { count } = await db.owner((db) =>
      db.one<{ count: number }>(sql`select count(distinct file) as count from migration`),
    )
    console.log(`The database is at this release: ${count} migrations have run.`)
  })
}

export async function doctorCommand(): Promise<void> {
  await withProduct(async ({ db, clock, config }) => {
    const now = clock()
    const facts = await db.owner((db) =>
      db.one<{
        version: string
        fsync: string
        fullPageWrites: string
        synchronousCommit: string
        clock: Date
        isMember: boolean
      }>(sql`
        select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
          current_setting('synchronous_commit') as synchronous_commit, clock_timestamp() as clock, pg_has_role(current_user, 'spoonful_app', 'member') as is_member`),
    )
    const stuck = await listStuck(db)
    const say = (isFine: boolean, words: string) => console.log(`${isFine ? 'fine ' : 'LOOK '} ${words}`)
    say(
      true,
      `PostgreSQL ${facts.version}, ${config.databaseUrl === undefined ? `our own in ${config.dataDirectory}` : 'the one of DATABASE_URL'}`,
    )
    say(
      facts.fsync === 'on' && facts.fullPageWrites === 'on' && facts.synchronousCommit !== 'off',
      `fsync ${facts.fsync}, full_page_writes ${facts.fullPageWrites}, synchronous_commit ${facts.synchronousCommit}: what we acknowledge must be on disk`,
    )
    say(facts.isMember, 'the role spoonful_app can be taken: rows of other workspaces are fenced off')
    const skew = Math.abs(facts.clock.getTime() - now.getTime()) / 1000
    say(skew < 5, `the database’s clock and ours differ by ${skew.toFixed(1)} s`)
    say(
      stuck.length === 0,
      stuck.length === 0
        ? 'no work is stuck'
        : `${stuck.length} pieces of work failed five times: see “spoonful jobs”, then “spoonful jobs --retry”`,
    )
    const backups = await backupStanding(config, now)
    say(backups.isFine, backups.words)
    const isFine = facts.isMember && stuck.length === 0 && skew < 5 && backups.isFine
    if (!isFine) process.exitCode = 1
  })
}

const STALE_HOURS = 48

/** Whether there is a backup to fall back on, in words. */
async function backupStanding(
  { backups, backupDirectory }: Config,
  now: Date,
): Promise<{ isFine: boolean; words: string }> {
  if (backups === 0)
    return { isFine: true, words: 'daily backups are off (SPOONFUL_BACKUPS=0): see to your own' }
  const [newest, ...older] = await listBackups(backupDirectory)
  if (!newest)
    return {
      isFine: true,
      words: `no backup yet; the first one comes two minutes after a start, in ${backupDirectory}`,
    }
  const hours = (now.getTime() - newest.takenAt.getTime()) / 3_600_000
  return {
    isFine: hours < STALE_HOURS,
    words: `the newest of ${1 + older.length} daily backups is ${hours.toFixed(0)} h old: ${newest.path}${hours < STALE_HOURS ? '' : ' (has the server run since? see its log, or take one with “spoonful backup FILE”)'}`,
  }
}

export async function jobsCommand({ retry = false }: { retry?: boolean }): Promise<void> {
  await withProduct(async ({ db, workspaceOf, machineScope }) => {
    const stuck = await listStuck(db)
    for (const { subscriber, id, tries } of stuck) console.log(`${id}  ${subscriber}  failed ${tries} times`)
    if (stuck.length === 0) console.log('No work is stuck.')
    if (!retry) return
    for (const one of stuck) {
      const workspace = await workspaceOf(Math.floor(one.home / 4096))
      if (workspace) await retryStuck({ ...machineScope('cli'), workspace }, one)
    }
    console.log(`${stuck.length} will be tried again by the server.`)
  })
}
