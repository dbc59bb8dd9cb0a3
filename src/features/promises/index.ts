/** The front door of promises for other server code. */
export { observeEntries, observeJoined, observeRecorded } from './actions/observe.ts'
export { raiseDue, type Raised } from './actions/raise.ts'
export { lookForDue, startRaiser, type Look, type Raiser } from './raiser.ts'
export {
  changePromise,
  makePromise,
  promiseIdFrom,
  readWhen,
  settlePromise,
  snoozePromise,
  unsettlePromise,
  unsnoozePromise,
} from './actions/handle.ts'
export {
  addHolidays,
  addIcal,
  changeCalendar,
  changeStandingPromise,
  showCalendar,
  showStandingPromises,
} from './actions/settings.ts'
export { keptRateOf, listLedger, showBoard, showPromise } from './actions/show.ts'
export { formPromise, submitForm, type FormAnswer, type FormSubmission } from './actions/form.ts'
export { recordInherited, type InheritedPromise } from './actions/inherit.ts'
export { promiseSubscribers } from './jobs.ts'
export { promiseRoutes } from './routes.ts'
export { contactFormRoutes } from './form/routes.ts'
