/** The Segment-compatible intake and Segment's calls out of files, for the composition root. */
export { keyOpener } from './keys.ts'
export { eventRuleOf, recogniseCall, translateCall } from './records.ts'
export { segmentRoutes, type SegmentDoor } from './routes.ts'
