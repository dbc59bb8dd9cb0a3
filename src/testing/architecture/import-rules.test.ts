/** Every import rule bites: a small tree of files is laid out, one breach per file, and read by the checker itself. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractConfiguration from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFeatureMap, ROOT } from './feature-map.ts'

/** Files whose imports are all allowed. */
const allowed: Record<string, string> = {
  'src/kit/id.ts': `import './money.ts'; import 'temporal-polyfill'`,
  'src/kit/money.ts': '',
  'src/reading/index.ts': `import './text.ts'; import '#kit/id.ts'; import 'chrono-node'`,
  'src/reading/text.ts': '',
  'src/platform/database.ts': `import 'pg'; import 'node:fs'; import '#kit/id.ts'; export type Database = object`,
  'src/platform/scope.ts': `import './database.ts'`,
  'src/platform/http.ts': `import 'fastify'`,
  'src/features/team/index.ts': `import './actions.ts'`,
  'src/features/team/actions.ts': '',
  'src/features/team/contract.ts': `import 'zod'`,
  'src/features/timeline/contract.ts': `import 'zod'; import './rules.ts'`,
  'src/features/timeline/rules.ts': `import '#kit/id.ts'; import '#reading/index.ts'; export type Row = object`,
  'src/features/timeline/store.ts': `import type { Row } from './rules.ts'; import '#platform/database.ts'; import './contract.ts'; import 'kysely'`,
  'src/features/timeline/actions.ts': `import './store.ts'; import './rules.ts'; import '#platform/scope.ts'; import type { Database } from '#platform/database.ts'; import '#features/team/index.ts'; import '#reading/index.ts'; import 'node:crypto'`,
  'src/features/timeline/routes.ts': `import './actions.ts'; import './contract.ts'; import '#platform/http.ts'; import 'zod'`,
  'src/features/timeline/index.ts': `import './actions.ts'; import './routes.ts'`,
  'src/features/timeline/ui/Pane.tsx': `import '../contract.ts'; import '../rules.ts'; import '#features/team/contract.ts'; import '#web/api.ts'; import './axis.css'; import 'react'`,
  'src/features/timeline/ui/axis.css': '',
  'src/features/timeline/store.test.ts': `import './rules.ts'; import '#testing/database.ts'; import 'pg'; import 'vitest'`,
  'src/features/moments/index.ts': `import '#features/timeline/index.ts'; import './rules/notice.ts'`,
  'src/features/moments/rules/notice.ts': `import '#features/timeline/contract.ts'; import '../catalogue/kinds.ts'`,
  'src/features/moments/catalogue/kinds.ts': '',
  'src/web/api.ts': `import '#features/timeline/contract.ts'; import '@tanstack/react-query'`,
  'src/web/router.tsx': `import '#features/timeline/ui/Pane.tsx'; import './components/Button.tsx'; import '#connectors/files/contract.ts'`,
  'src/web/components/Button.tsx': `import 'react'; import '#kit/money.ts'`,
  'src/connectors/list.ts': `import './segment/index.ts'`,
  'src/connectors/segment/index.ts': `import './words.ts'; import '#features/timeline/index.ts'; import '#platform/http.ts'`,
  'src/connectors/segment/words.ts': '',
  'src/connectors/files/contract.ts': `import 'zod'`,
  'src/cli/main.ts': `import './read.ts'; import '../server.ts'; import 'commander'`,
  'src/cli/read.ts': `import '#reading/index.ts'; import '#features/timeline/index.ts'; import '#connectors/segment/index.ts'`,
  'src/open.ts': `import 'pg'; import '#platform/database.ts'`,
  'src/server.ts': `import './open.ts'; import '#features/timeline/index.ts'; import '#connectors/list.ts'; import '#platform/http.ts'`,
  'src/testing/database.ts': `import 'vitest'; import '#platform/database.ts'`,
  'bench/read.ts': `import '../src/reading/index.ts'; import '../src/testing/database.ts'`,
}

/** A breach: the file it stands in, what it imports, the rule it breaks. */
const breaches: [file: string, imports: string, rule: string][] = [
  ['src/kit/circle-back.ts', './circle.ts', 'no-cycles'],
  ['src/kit/lost.ts', './nowhere.ts', 'no-unresolved'],
  ['src/platform/undeclared.ts', 'fast-check', 'declared-packages'],
  ['src/kit/a.ts', 'zod', 'kit-stands-alone'],
  ['src/kit/b.ts', 'node:fs', 'kit-stands-alone'],
  ['src/kit/c.ts', '#platform/http.ts', 'kit-stands-alone'],
  ['src/reading/a.ts', '#platform/http.ts', 'reading-stands-alone'],
  ['src/reading/b.ts', 'node:fs', 'reading-stands-alone'],
  ['src/reading/c.ts', '#features/timeline/contract.ts', 'reading-stands-alone'],
  ['src/features/timeline/rules/a.ts', '#reading/text.ts', 'reading-has-one-door'],
  ['src/cli/text.ts', '#reading/text.ts', 'reading-has-one-door'],
  ['src/platform/reads.ts', '#reading/index.ts', 'who-reads'],
  ['src/connectors/segment/reads.ts', '#reading/index.ts', 'who-reads'],
  ['src/features/moments/contract.ts', 'fastify', 'contract-is-words'],
  ['src/features/plays/contract.ts', '#platform/scope.ts', 'contract-is-words'],
  ['src/features/timeline/rules/b.ts', '../store.ts', 'rules-are-pure'],
  ['src/features/timeline/rules/c.ts', 'node:crypto', 'rules-are-pure'],
  ['src/features/timeline/rules/d.ts', 'kysely', 'rules-are-pure'],
  ['src/features/timeline/rules/e.ts', '#platform/http.ts', 'rules-are-pure'],
  ['src/features/moments/rules/a.ts', '#features/timeline/index.ts', 'rules-are-pure'],
  ['src/features/timeline/store/a.ts', '../actions.ts', 'store-decides-nothing'],
  ['src/features/timeline/store/b.ts', '#platform/http.ts', 'store-decides-nothing'],
  ['src/features/moments/store.ts', '#features/timeline/contract.ts', 'store-decides-nothing'],
  ['src/features/timeline/store/c.ts', '../rules.ts', 'store-takes-rules-as-types'],
  ['src/features/timeline/jobs.ts', '#platform/database.ts', 'sql-only-in-store'],
  ['src/features/moments/routes.ts', 'kysely', 'drivers-stay-below'],
  ['src/cli/sql.ts', 'pg', 'drivers-stay-below'],
  ['src/features/moments/actions.ts', '#features/timeline/actions.ts', 'front-door-only'],
  ['src/features/moments/jobs.ts', '#features/timeline/store.ts', 'front-door-only'],
  ['src/features/timeline/reads.ts', '#connectors/segment/index.ts', 'features-know-no-edge'],
  ['src/features/timeline/pages.ts', '#web/api.ts', 'features-know-no-edge'],
  ['src/features/timeline/views.ts', './ui/Pane.tsx', 'features-know-no-edge'],
  ['src/features/timeline/ui/A.tsx', '../actions.ts', 'ui-sees-words-and-web'],
  ['src/features/moments/ui/B.tsx', '#features/timeline/ui/Pane.tsx', 'ui-sees-words-and-web'],
  ['src/features/moments/ui/C.tsx', '#features/timeline/index.ts', 'ui-sees-words-and-web'],
  ['src/features/moments/ui/D.tsx', '#platform/http.ts', 'ui-sees-words-and-web'],
  ['src/web/components/Row.tsx', '#features/timeline/contract.ts', 'components-know-no-feature'],
  ['src/web/components/Frame.tsx', '../api.ts', 'components-know-no-feature'],
  ['src/web/a.ts', '#features/timeline/index.ts', 'web-composes'],
  ['src/web/b.ts', '#platform/http.ts', 'web-composes'],
  ['src/web/c.ts', 'fastify', 'browser-libraries'],
  ['src/features/timeline/ui/E.tsx', 'node:fs', 'browser-libraries'],
  ['src/platform/a.ts', '#features/team/index.ts', 'platform-knows-no-feature'],
  ['src/platform/b.ts', '#connectors/segment/index.ts', 'platform-knows-no-feature'],
  ['src/connectors/files/a.ts', '../segment/words.ts', 'connectors-translate'],
  ['src/connectors/files/b.ts', '#features/timeline/store.ts', 'connectors-translate'],
  ['src/cli/a.ts', '#features/timeline/store.ts', 'edges-compose'],
  ['src/worker.ts', '#features/timeline/store.ts', 'edges-compose'],
  ['src/connectors/all.ts', './segment/words.ts', 'edges-compose'],
  ['src/connectors/files/c.ts', '#cli/main.ts', 'nobody-calls-the-edge'],
  ['src/platform/c.ts', '../server.ts', 'nobody-calls-the-edge'],
  ['src/features/timeline/opens.ts', '../../open.ts', 'nobody-calls-the-edge'],
  ['src/platform/d.ts', '#testing/database.ts', 'testing-is-for-tests'],
  ['src/cli/key.ts', '../../bench/read.ts', 'the-product-stands-alone'],
  ['src/features/refunds/index.ts', '#kit/id.ts', 'feature-is-on-the-map'],
]

/** Breaches that rightly break a second rule as well. */
const alsoBroken: Record<string, string[]> = {
  'src/features/timeline/opens.ts': ['features-know-no-edge'],
  'src/cli/text.ts': ['edges-compose'],
  'src/connectors/segment/reads.ts': ['connectors-translate'],
  'src/platform/reads.ts': ['platform-knows-no-feature'],
  'src/features/timeline/rules/d.ts': ['drivers-stay-below'],
  'src/connectors/files/c.ts': ['connectors-translate'],
  'src/platform/c.ts': ['platform-knows-no-feature'],
  'src/platform/d.ts': ['platform-knows-no-feature'],
}

const { features } = readFeatureMap()
for (const [feature, used] of Object.entries(features)) {
  const stranger = Object.keys(features).find((other) => ![feature, 'team', ...used].includes(other))
  if (stranger)
    breaches.push([
      `src/features/${feature}/intruder.ts`,
      `#features/${stranger}/index.ts`,
      `uses-of-${feature}`,
    ])
}

let directory: string
let broken: Map<string, string[]>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spoonful-imports-'))
  const files: Record<string, string> = { ...allowed, 'src/kit/circle.ts': `import './circle-back.ts'` }
  for (const name of Object.keys(features)) files[`src/features/${name}/index.ts`] ??= ''
  for (const [file, imports] of breaches) files[file] = `import '${imports}'`
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: object
  }
  files['package.json'] = JSON.stringify({ type: 'module', imports: { '#*': './src/*' }, dependencies })
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), text)
  }
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
  broken = await check(directory)
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test.each(breaches)('%s may not import %s: %s', (file, _, rule) => {
  expect(broken.get(file)?.toSorted()).toEqual([rule, ...(alsoBroken[file] ?? [])].toSorted())
})

test.each(Object.keys(allowed))('%s breaks nothing', (file) => {
  expect(broken.get(file)).toBeUndefined()
})

describe('the list above', () => {
  test('has a breach of every rule', async () => {
    const { forbidden } = await extractConfiguration(join(ROOT, '.dependency-cruiser.mjs'))
    const caught = new Set(breaches.map(([, , rule]) => rule))
    expect(forbidden?.map(({ name }) => name).filter((name) => !caught.has(name ?? ''))).toEqual([])
  })
})

/** The rules that each file breaks, as the checker reports them. */
async function check(baseDir: string): Promise<Map<string, string[]>> {
  const { forbidden, options } = await extractConfiguration(join(ROOT, '.dependency-cruiser.mjs'))
  const ruleSet = { forbidden: forbidden ?? [] }
  const { output } = await cruise(['src', 'bench'], { ...options, ruleSet, validate: true, baseDir })
  const found = new Map<string, string[]>()
  for (const { from, rule } of (output as ICruiseResult).summary.violations)
    found.set(from, [...(found.get(from) ?? []), rule.name])
  return found
}
