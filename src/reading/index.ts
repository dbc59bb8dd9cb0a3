/** The product's eye: text in, spans out. Pure: no I/O, no clock, no chance. */
export { noticeMoments, READ_LIMIT } from './moments.ts'
export type { Reading, ReadingContext } from './moments.ts'
export { MOMENT_KINDS } from './kinds.ts'
export type { MomentKind, Noticed } from './kinds.ts'
export { readableLanguages } from './packs/index.ts'
