/**
 * SAFETY.md R11, G14d: what a stranger could guess at is never compared as text, whose comparing ends at the first sign that differs, but
 * by `timingSafeEqual` or by looking up its SHA-256. Read from the code: every `===` and the like beside a word for a secret.
 */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Words for what must stay unknown, at the end of a name: `token`, `givenSignature`, `keyHash`. */
const SECRET =
  /(?:token|secret|signature|digest|hmac|passphrase|password|credential|ticket|code|mac|mark|hash)$/i
const BY = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
])
const METHODS = new Set(['equals', 'localeCompare', 'startsWith', 'endsWith', 'includes', 'indexOf'])

/** What is compared and guards nothing, with the reason. */
const NO_SECRET: Readonly<Record<string, string>> = {
  'src/platform/idempotency.ts: known.requestHash !== requestHash':
    'of the asker’s own request, under her own key',
  'src/platform/migrate.ts: ours.hash !== hash': 'of a file of ours, at the start',
  "src/platform/web-files.ts: (await readFile(STAMP, 'utf8')) === hash": 'of files of ours, at the start',
  'src/platform/postgres/directory-lock.ts: (await markOf(holder.pid)) === holder.mark':
    'when a process began',
  'src/platform/postgres/leftover.ts: (await markOf(pid)) !== mark': 'when a process began',
  "src/platform/backup/check.ts: table.hash.digest('hex') !== sha256":
    'both stand in a backup that was opened already',
  'src/platform/backup/restore.ts: ours.migrations.find((one) => one.file === file)?.hash !== hash':
    'of a migration',
  'src/platform/backup/take.ts: NOT_WRITTEN.includes(code)': 'the code of an error',
  'src/platform/audit/chain.ts: expected.equals(entry.hash)': 'for whoever reads the whole log anyway',
  'src/platform/audit/read.ts: Buffer.from(state.hash).equals(end.hash)':
    'for whoever reads the whole log anyway',
  'src/connectors/shopify/shop.ts: amount?.currencyCode === money.currency': 'a currency',
  'src/connectors/email/mailroom.ts: one.mark !== mark': 'whether a mailbox was set up anew',
}

type Found = { readonly place: string; readonly text: string }

/** Comparisons beside a word for a secret; with what nobody can guess wrongly (a literal, undefined, a length) they tell nothing. */
function comparisonsIn(file: string, source: string): Found[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS) // prettier-ignore
  const found: Found[] = []
  const visit = (node: ts.Node) => {
    const sides = sidesOf(node)
    if (sides && !sides.some(tellsNothing) && sides.some((side) => SECRET.test(lastName(side))))
      found.push({ place: file, text: node.getText(tree).replace(/\s+/g, ' ') })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function sidesOf(node: ts.Node): readonly ts.Expression[] | undefined {
  if (ts.isBinaryExpression(node) && BY.has(node.operatorToken.kind)) return [node.left, node.right]
  if (!ts.isCallExpression(node)) return undefined
  if (ts.isPropertyAccessExpression(node.expression) && METHODS.has(node.expression.name.text))
    return [node.expression.expression, ...node.arguments]
  return node.expression.getText() === 'Buffer.compare' ? node.arguments : undefined
}

function tellsNothing(side: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(side) ||
    ts.isTypeOfExpression(side) ||
    [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(side.kind) ||
    /^(?:undefined|-1)$|\.length$|^\[['"]/.test(side.getText())
  )
}

/** `request.headers.token` is "token", `hashOf(x)` "hashOf", `row.keyHash?.toString('hex')` "keyHash". */
function lastName(side: ts.Expression): string {
  if (ts.isIdentifier(side)) return side.text
  if (ts.isNonNullExpression(side) || ts.isParenthesizedExpression(side) || ts.isAwaitExpression(side))
    return lastName(side.expression)
  if (ts.isElementAccessExpression(side)) return side.argumentExpression.getText().replace(/['"`]/g, '')
  if (ts.isPropertyAccessExpression(side)) return side.name.text
  if (!ts.isCallExpression(side)) return ''
  const of = side.expression
  if (
    ts.isPropertyAccessExpression(of) &&
    ['toString', 'trim', 'toLowerCase', 'digest', 'slice'].includes(of.name.text)
  )
    // prettier-ignore
    return of.name.text === 'digest' ? 'digest' : lastName(of.expression)
  return of.getText()
}

test('a comparison that ends early is found, however it is written', () => {
  const bad = [
    'if (token === wanted) go()',
    'if (row.keyHash.equals(given)) go()',
    "if (createHmac('sha256', key).update(x).digest('hex') !== signature) go()",
    "if (headers['x-token'] == known) go()",
    'if (known.startsWith(given.secret.trim())) go()',
    'if (Buffer.compare(a, digest) === 0) go()',
  ]
  for (const line of bad) expect(comparisonsIn('x.ts', line), line).not.toEqual([])
  const fine = [
    'if (token === undefined || token.length === 3) go()',
    "if (code === 'not_found') go()",
    'if (timingSafeEqual(token, wanted)) go()',
    "if (typeof secret === 'string') go()",
  ]
  for (const line of fine) expect(comparisonsIn('x.ts', line), line).toEqual([])
})

test('no secret of the product is compared so', () => {
  const files = globSync('src/**/*.ts', {
    exclude: (name) => /^src\/(?:testing|reading|web)\b|\.test\.ts$|\/ui\b/.test(name),
  })
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) => comparisonsIn(file, readFileSync(file, 'utf8')))
  const named = found.map(({ place, text }) => `${place}: ${text}`)
  expect(named.filter((one) => !(one in NO_SECRET))).toEqual([])
  expect(Object.keys(NO_SECRET).filter((one) => !named.includes(one))).toEqual([])
})

test('every hash is SHA-256 or better', () => {
  const files = globSync('src/**/*.ts', { exclude: (name) => /\.test\.ts$/.test(name) })
  const named = files.flatMap(
    (file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:createHash|createHmac|hash|hkdfSync)\(\s*'([^']+)'/g)].map(([, name = '']) => name), // prettier-ignore
  )
  expect(named.length).toBeGreaterThan(20)
  expect([...new Set(named)].filter((name) => !/^sha(?:256|384|512)$/.test(name))).toEqual([])
})
