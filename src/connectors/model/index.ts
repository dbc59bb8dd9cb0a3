/** The front door of the optional language model. */
export { modelRoutes } from './routes.ts'
