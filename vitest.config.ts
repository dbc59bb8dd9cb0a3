import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './src/testing/slowest-first.ts'

// eslint-disable-next-line no-restricted-syntax -- the tool reads a default export
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    globalSetup: ['src/testing/global-setup.ts', 'src/testing/statements-of-run.ts'],
    setupFiles: ['src/testing/each-file.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 3,
    isolate: false, // a worker loads what lies in node_modules once; each-file.ts keeps our own modules apart
    sequence: { sequencer: SlowestFirst },
  },
})
