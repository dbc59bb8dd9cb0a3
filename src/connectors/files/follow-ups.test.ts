/** Promises brought in from a former tool: with their old dates, once, and nothing guessed (S1.7). */
import { expect, test } from 'vitest'
import { listLedger } from '#features/promises/index.ts'
import { ListPromises } from '#features/promises/contract.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { inheritPromises } from './follow-ups.ts'

const LIST = [
  'Ticket;Email;What;Promised on;Due date;Agent',
  'T-1;maren@example.com;He could return them for a refund at any time;03/01/2024;;Jo Park',
  'T-2;Maren@Example.com;"Send the swatches; all of them";10/11/2025;28/11/2025;Jo Park',
  'T-3;maren@example.com;Call back;20/10/2025;24/10/2025 15:00;',
  'T-4;nobody@example.com;Call back;20/10/2025;24/10/2025;',
  'T-5;maren@example.com;Call back;soon;;',
  'T-6;;Call back;20/10/2025;;',
  'T-7;maren@example.com;Call back;20/10/2025;1/10/2025;',
].join('\n')

async function aShop() {
  const scope = await aWorkspace({ now: NOW })
  await record(scope, [anEntry({ at: new Date(NOW.getTime() - 60_000) })])
  return scope
}
const ledger = async (scope: Awaited<ReturnType<typeof aShop>>) =>
  (await listLedger(scope, ListPromises.parse({}))).items

test('a trial shows what would be brought in and what would not, and writes nothing', async () => {
  const scope = await aShop()
  const answer = await inheritPromises(scope, { text: LIST, source: 'old desk', isTrial: true })
  expect(answer).toMatchObject({ read: 7, opened: 3, known: 0, setAside: 4 })
  expect(answer.promises).toMatchObject([
    { line: 2, wording: 'He could return them for a refund at any time', dueAt: null, standing: 'open' },
    {
      line: 3,
      wording: 'Send the swatches; all of them',
      dueAt: '2025-11-29T05:00:00.000Z',
      standing: 'at_risk',
    },
    { line: 4, dueAt: '2025-10-24T19:00:00.000Z', standing: 'broken' },
  ])
  expect(answer.aside.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '5 Nobody here has this address or number: import the customers first.',
    '6 “soon” is no date.',
    '7 It names no customer.',
    '8 It was due before it was promised.',
  ])
  expect(answer.columns.map(({ field }) => field)).toEqual(['id', 'customer', 'wording', 'madeAt', 'dueAt', 'madeBy']) // prettier-ignore
  expect(await ledger(scope)).toEqual([])
})

test('brought in they stand with their old dates, open-ended ones without an end; twice is once', async () => {
  const scope = await aShop()
  const send = () => inheritPromises(scope, { text: LIST, source: 'old desk', isTrial: false })
  expect(await send()).toMatchObject({ opened: 3, known: 0 })
  expect(await send()).toMatchObject({ opened: 0, known: 3 })
  expect(await ledger(scope)).toMatchObject([
    { origin: 'inherited', standing: 'broken', dueAt: '2025-10-24T19:00:00.000Z' },
    {
      standing: 'at_risk',
      madeAt: '2025-11-10T05:00:00.000Z',
      dueWords: 'Brought with it: Fri 28 Nov 24:00 ET',
    },
    {
      standing: 'open',
      madeAt: '2024-01-03T05:00:00.000Z',
      dueAt: null,
      dueWords: 'No time was brought with it',
    },
  ])
})

test.each([
  ['', /no list with a line of column names|column/],
  ['Name,Mail\nMaren,maren@example.com', /no column for what was promised and none for when it was promised/],
  ['[{"a":1}]', /no list with a line of column names/],
])('a list that can’t be one is refused with what it lacks: %s', async (text, words) => {
  const scope = await aShop()
  await expect(inheritPromises(scope, { text, source: 'x', isTrial: true })).rejects.toMatchObject({
    code: 'list_not_readable',
    message: expect.stringMatching(words) as string,
  })
})
