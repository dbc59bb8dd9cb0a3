/** The sample brand's front door: a made-up shop that fills a workspace, and a stream that keeps it moving. */
export { sampleEntries, type SampleOptions } from './brand.ts'
export { giftFor } from './given.ts'
export { liveEntries, type LiveEntry, type LiveOptions } from './live.ts'
export { SAMPLE_AGENTS, SAMPLE_WORKSPACE, type SampleAgent } from './roster.ts'
export { SAMPLE_SURVEYS } from './surveys.ts'
