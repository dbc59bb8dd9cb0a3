/** The Segment-compatible intake, for the composition root. */
export { keyOpener } from './keys.ts'
export { segmentRoutes, type SegmentDoor } from './routes.ts'
