/** The front door of moments for other server code. */
export { noticeJoined, noticeRecorded, type NoticeReport } from './actions/notice.ts'
export {
  assignMoment,
  momentIdFrom,
  reopenMoment,
  settleMoment,
  snoozeMoment,
  unassignMoment,
  unsnoozeMoment,
} from './actions/handle.ts'
export { landActs, undoAct, writeLine, writeNote } from './actions/write.ts'
export { addFact, factsOfPerson, standFact } from './actions/facts.ts'
export { search } from './actions/search.ts'
export { listMoments, noticedSince, showMoment, showQueue } from './actions/show.ts'
export { expireMomentsOf } from './actions/held-back.ts'
export { sweepExpired, sweepSilent, sweepSnoozed } from './actions/sweep.ts'
export { withdrawUnwanted } from './actions/noticing.ts'
export { rereadHistory } from './actions/reread.ts'
export { findMoment, type MomentRecord } from './store/moments.ts'
export {
  listByIds as momentsByIds,
  listByTime as listMomentRecords,
  listNoticed,
  listTouchable,
} from './store/queue.ts'
export { listSettlements, listSnoozes } from './store/marks.ts'
export { declarationOf } from './catalogue/index.ts'
export { actsOf, draftOf, firstNameOf } from './rules/present.ts'
export { momentHoldings } from './holdings.ts'
export { momentSubscribers, momentSweeps } from './jobs.ts'
export { momentRoutes } from './routes.ts'
