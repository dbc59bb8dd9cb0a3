/** Hard cases: negation, what is only supposed, quoted history, look-alikes, irony, other languages, odd writing. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noticeMoments } from './index.ts'

/** Lines of: sort of case, what is wanted, text. `+kind` must be noticed, `-kind` must not, `lang:xx` is the language said. */
const CASES = readFileSync(new URL('../../evaluate/labels/hard.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [sort = '', wanted = '', text = ''] = line.split('\t')
    return { sort, wanted: wanted.split(' '), text: text.replaceAll('\\n', '\n') }
  })

test('at least 96 in 100 of more than 200 hard cases are read right', () => {
  const wrong = CASES.flatMap(({ sort, wanted, text }) => {
    const { language, moments } = noticeMoments(text)
    const kinds = new Set<string>(moments.map(({ kind }) => kind))
    const missed = wanted.filter((one) => {
      if (one.startsWith('lang:')) return language !== one.slice(5)
      return kinds.has(one.slice(1)) !== one.startsWith('+')
    })
    return missed.length > 0 ? [`${sort}: ${missed.join(' ')}: ${text}`] : []
  })
  console.log(`${CASES.length} hard cases, ${wrong.length} read wrong\n${wrong.join('\n')}`)
  expect(CASES.length).toBeGreaterThan(200)
  expect(1 - wrong.length / CASES.length).toBeGreaterThanOrEqual(0.96)
})
