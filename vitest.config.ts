import { defaultExclude, defineConfig } from 'vitest/config'
import { SlowestFirst } from './src/testing/slowest-first.ts'

/** They hand values in and look at what comes out: one process may try many of them, and loads each module once. */
const PURE = ['src/kit/**', 'src/reading/**', 'src/features/*/rules/**', 'src/features/*/ui/**'].map(
  (folder) => `${folder}/*.test.{ts,tsx}`,
)

// eslint-disable-next-line no-restricted-syntax -- the tool reads a default export
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: [...defaultExclude, ...PURE],
          globalSetup: ['src/testing/global-setup.ts', 'src/testing/statements-of-run.ts'],
        },
      },
    ],
  },
})
