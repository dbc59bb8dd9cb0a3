/**
 * A process that does nothing but raise promises, for tests to kill: reads the database's address from the environment, says
 * "watching" once it does, and on SIGUSR2 lets its own clock jump by what stands in JUMPS_MS, one after the other.
 */
import { findWorkspaceByNo } from '#features/team/index.ts'
import { startRaiser } from '#features/promises/index.ts'
import { subscribe } from '#platform/announcements.ts'
import { openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'

const jumps = (process.env['JUMPS_MS'] ?? '').split(',').filter(Boolean).map(Number)
const RealDate = Date
let shiftMs = 0
/** The clock as it stands on a machine that was suspended, or whose time was set. */
class ShiftedDate extends RealDate {
  constructor(...given: ConstructorParameters<typeof RealDate> | []) {
    super(...((given.length === 0 ? [RealDate.now() + shiftMs] : given) as [number]))
  }
  static override now(): number {
    return RealDate.now() + shiftMs
  }
}
globalThis.Date = ShiftedDate as DateConstructor
process.on('SIGUSR2', () => {
  shiftMs += jumps.shift() ?? 0
})

for (const news of ['at_risk', 'broken'])
  subscribe({ subscriber: `test.${news}`, name: `promise.${news}`, handle: async () => {} })
const db = openDatabase(
  { connectionString: process.env['DATABASE_URL'] ?? '' },
  { max: 4, onError: () => {} },
)
startRaiser({ db, log: openLog('silent'), workspaceOf: (no) => findWorkspaceByNo(db, no), everyMs: 20 })
console.log('watching')
