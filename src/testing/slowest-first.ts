/** The order in which files of tests begin: the longest first, so that no worker is left with one at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Beginnings of what takes longest; a fresh clone has no times of its own to go by. */
const LONG = [
  'e2e/access-',
  'e2e/connections',
  'e2e/hostile',
  'src/testing/faults/crash',
  'src/testing/faults/',
  'src/platform/postgres/',
  'src/testing/checks/nth',
  'src/connectors/email/servers',
]

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((beginning) => moduleId.includes(`/${beginning}`))
      return at < 0 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
