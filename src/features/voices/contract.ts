/** What crosses the wire about what customers say: surveys and their scores, complaints. One file a subject under contract/. */
export * from './contract/surveys.ts'
export * from './contract/complaints.ts'
export * from './contract/themes.ts'
export * from './contract/theme-editing.ts'
export * from './contract/ideas.ts'
export * from './contract/theme-place.ts'
export * from './contract/export.ts'
