/** What crosses the wire about what customers say: surveys and their scores. One file a subject under contract/. */
export * from './contract/surveys.ts'
