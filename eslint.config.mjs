import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const ban = (selector, message) => ({ selector, message })

/** Words JavaScript owns: a domain type of that name reads as the platform's. */
const OWNED = '/^(Promise|Event|Response|Request|Record|Map|Set|Error|Date|Symbol|Proxy|Node|Document)$/'

const names = [
  ban(
    `TSTypeAliasDeclaration[id.name=${OWNED}], TSInterfaceDeclaration[id.name=${OWNED}], ClassDeclaration[id.name=${OWNED}]`,
    'A platform word: say CustomerPromise, TimelineEntry, SurveyResponse, JourneyMap.',
  ),
  ban('TSEnumDeclaration', 'Use a union of strings.'),
  ban('ExportDefaultDeclaration', 'Named exports only.'),
  // SAFETY.md R3: words stay words, in every file that there will be.
  ban("JSXAttribute[name.name='dangerouslySetInnerHTML']", 'Words are shown as text.'),
  ban('AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]', 'Words are shown as text.'),
]

/** Clock and chance are handed in, so that a test can hold them still. */
const hidden = [
  ban("NewExpression[callee.name='Date'][arguments.length=0]", 'Take `now` from the scope.'),
  ban("CallExpression[callee.object.name='Date'][callee.property.name='now']", 'Take `now` from the scope.'),
  ban(
    "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    'Take chance as an argument.',
  ),
]

export default tseslint.config(
  { ignores: ['node_modules', '.web', '.spoonful', 'src/platform/schema.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...names],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}', 'src/testing/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    files: ['src/{features,kit,reading}/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}', 'src/features/*/ui/**'],
    rules: { 'no-restricted-syntax': ['error', ...names, ...hidden] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [
      'src/platform/**',
      'src/testing/**',
      'src/**/*.test.{ts,tsx}',
      'src/web/**',
      'src/features/*/ui/**',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Outgoing requests go through platform/outbound.ts.' },
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['http', 'https', 'tls', 'http2', 'undici']
            .flatMap((name) => [name, `node:${name}`])
            .map((name) => ({
              name,
              allowTypeImports: true,
              message: 'Outgoing requests go through platform/outbound.ts.',
            })),
        },
      ],
    },
  },
  {
    files: ['src/{web,features}/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
)
