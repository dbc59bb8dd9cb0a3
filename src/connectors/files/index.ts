/** Files into the timeline, for the composition root and the command line. */
export type { ForeignContext, ForeignRecords } from './foreign.ts'
export { nestedOrders } from './nested-orders.ts'
export { lackOf, planImport, type Plan } from './plan.ts'
export type { EventRule } from './rows.ts'
export { newTally, runFile, type SetAside, type Tally } from './run.ts'
export { openStart } from './start.ts'
export { REASONS } from './unit.ts'
