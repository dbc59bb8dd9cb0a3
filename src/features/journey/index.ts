/** The front door of the journey for other server code. */
export { touchpointNames, touchpointOfPiece } from './actions/known.ts'
export { journeyHoldings } from './holdings.ts'
export { openTouchpointReader } from './actions/known.ts'
export { journeyRoutes } from './routes.ts'
export { journeySubscribers, journeySweeps } from './jobs.ts'
