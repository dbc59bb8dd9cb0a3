/** The front door of the optional language model. */
export { paragraphWriterOf } from './paragraph.ts'
export { modelRoutes } from './routes.ts'
