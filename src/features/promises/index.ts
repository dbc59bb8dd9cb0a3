/** The front door of promises for other server code. */
export { observeRecorded } from './actions/observe.ts'
export { type Raised } from './actions/raise.ts'
export { lookForDue, startRaiser, type Look, type Raiser } from './raiser.ts'
export {
  makePromise,
  promiseIdFrom,
  readWhen,
  settlePromise,
  snoozePromise,
  unsettlePromise,
} from './actions/handle.ts'
export { changeCalendar, showCalendar, workingHours } from './actions/settings.ts'
export { listLedger, showBoard, showPromise } from './actions/show.ts'
export { submitForm, type FormAnswer, type FormSubmission } from './actions/form.ts'
export { cuesOf, type PromiseCue } from './actions/cues.ts'
export { delayCueOf, showDelay, showDelays, tellFirst, type DelayCue } from './actions/delays.ts'
export { planInheritance, recordInherited, type InheritedPromise } from './actions/inherit.ts'
export { countKeptBetween } from './store/board.ts'
export { promiseHoldings } from './holdings.ts'
export { promiseSubscribers } from './jobs.ts'
export { promiseRoutes } from './routes.ts'
export { listAnswerUse, type FormAnswerPiece } from './form/answers.ts'
export { contactFormRoutes } from './form/routes.ts'
