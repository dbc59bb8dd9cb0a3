/** The front door of the privacy desk for other server code. */
export { checkAudit, exportAudit } from './actions/account.ts'
export { listErasures, replayErasures } from './actions/erase.ts'
export { erasureListIn } from './actions/erasure-list.ts'
export { checkRequest, fulfilRequest, openRequest } from './actions/requests.ts'
export { privacyHoldings } from './holdings.ts'
export { privacySweeps } from './jobs.ts'
export { privacyRoutes } from './routes.ts'
