import { defineConfig } from 'vitest/config'
import { SlowestFirst } from '../src/testing/slowest-first.ts'

// eslint-disable-next-line no-restricted-syntax -- the tool reads a default export
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/web-files.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 50 } },
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
  },
})
