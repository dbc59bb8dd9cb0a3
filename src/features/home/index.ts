/** The front door of the home for other server code. */
export { homeHoldings } from './holdings.ts'
export { homeRoutes } from './routes.ts'
