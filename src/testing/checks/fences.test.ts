/** What only one place of the product may do: reach out, write SQL from text, write CSV; and what none may: render pages (SAFETY.md R7, R10, R28, R29). */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = globSync('src/**/*.{ts,tsx}', {
  exclude: (name) => /\.test\.tsx?$|^src\/testing\b/.test(name),
}).map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const filesWith = (word: RegExp) => sources.filter(({ text }) => word.test(text)).map(({ file }) => file)

test('the server reaches out by one client, and mail by one way to connect', () => {
  const http =
    /^import (?!type)[^\n]*from '(?:node:)?(?:https?|http2|undici)'|\bglobalThis\.fetch\b|(?<![.\w])fetch\(['"`]/m
  expect(filesWith(http).filter((file) => !file.startsWith('src/web/'))).toEqual([
    'src/platform/outbound-http.ts',
  ])
  const sockets = /import \{[^}]*\b(?:connect|createConnection|Socket)\b[^}]*\} from '(?:node:)?(?:net|tls)'/
  expect(filesWith(sockets)).toEqual([])
  // Who speaks IMAP and SMTP has its address checked before it connects.
  for (const file of filesWith(/from '(?:imapflow|nodemailer)'/))
    expect([
      file,
      /outbound|checked|reach/i.test(sources.find((one) => one.file === file)?.text ?? ''),
    ]).toEqual([file, true])
})

test('SQL is put together from text in stores alone, and never from what a request brought', () => {
  const outside = filesWith(/\bsql\.raw\(/).filter(
    (file) =>
      !/\/store\/|\/store\.ts$|^src\/platform\/(?:audit\/read|holdings\/rows|database)\.ts$/.test(file),
  )
  expect(outside).toEqual([])
  const asked = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/\bsql\.raw\(([^\n]*)/g)]
      .filter(([, words = '']) => /request|query|body|params|input|filter\./i.test(words))
      .map(([line]) => `${file}: ${line}`),
  )
  expect(asked).toEqual([])
})

test('CSV is written by one function', () => {
  const sending = filesWith(/['"`]text\/csv/).filter((file) => !/\/connectors\/files\//.test(file))
  expect(sending.length).toBeGreaterThan(3)
  const joining = filesWith(/cells?\.(?:map\([^)]*\)\.)?join\(['"`][,;]/i).filter(
    (file) => file !== 'src/kit/csv.ts',
  )
  expect(joining).toEqual([])
})

test('nothing of the product renders pages or paper on the server', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>
  }
  const renderers =
    /puppeteer|playwright|chromium|pdf|jsdom|happy-dom|wkhtml|handlebars|\bejs\b|mustache|nunjucks|\bpug\b/i
  expect(Object.keys(dependencies).filter((name) => renderers.test(name))).toEqual([])
  expect(filesWith(/dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(/)).toEqual(
    [],
  )
})
