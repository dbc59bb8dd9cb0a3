/** One import of the benchmark in a process of its own, as the command line does it; prints rows, seconds and its largest memory. */
import { createReadStream } from 'node:fs'
import { openStart, planImport, READ_AT_ONCE, runFile } from '../src/connectors/files/index.ts'
import { momentSubscribers } from '../src/features/moments/index.ts'
import { promiseSubscribers } from '../src/features/promises/index.ts'
import { findWorkspaceByNo } from '../src/features/team/index.ts'
import { timelineSubscribers } from '../src/features/timeline/index.ts'
import { eventRule, foreignRecords } from '../src/imports.ts'
import { subscribe } from '../src/platform/announcements.ts'
import { openDatabase, type Connection } from '../src/platform/database.ts'
import { chance, type Scope } from '../src/platform/scope.ts'

const [file = '', given = '{}', no = '1'] = process.argv.slice(2)
// What is announced is written down, as everywhere, and left for a worker that is not here.
subscribe(...timelineSubscribers, ...momentSubscribers, ...promiseSubscribers)
const db = openDatabase(JSON.parse(given) as Connection, { max: 4 })
const workspace = await findWorkspaceByNo(db, Number(no))
if (!workspace) throw new Error('the benchmark made no workspace')
const clock = () => new Date()
const scope: Scope = {
  db,
  workspace,
  actor: { kind: 'machine', name: 'import' },
  now: clock(),
  random: chance,
}

const began = performance.now()
const { start, isWhole, bytes } = await openStart(createReadStream(file, { highWaterMark: READ_AT_ONCE }))
const plan = planImport(
  start,
  isWhole,
  {},
  {
    source: 'csv:bench',
    zone: workspace.zone,
    currency: workspace.currency,
    startedAt: clock(),
    foreign: foreignRecords,
  },
)
const tally = await runFile({
  scope,
  plan,
  bytes,
  eventRule,
  clock,
  keep: () => Promise.resolve(),
  progress: () => {},
})
const seconds = (performance.now() - began) / 1_000
await db.close()
console.log(
  JSON.stringify({
    read: tally.read,
    stored: tally.stored,
    seconds,
    megabytes: process.resourceUsage().maxRSS / 1_024,
  }),
)
