/** The front door of Chatwoot: its routes and hooks, the sweep that reads it, and the way out. */
export { chatwootChannel } from './channel.ts'
export { chatwootHoldings } from './holdings.ts'
export { chatwootHooks } from './hooks.ts'
export { chatwootSweep } from './history.ts'
export { chatwootPage } from './page/routes.ts'
export { chatwootRoutes } from './routes.ts'
