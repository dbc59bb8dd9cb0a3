import { expect, test } from 'vitest'
import { layAxis } from './axis.ts'

const ZONE = 'America/New_York'
const local = (day: number, clock: string) => `2025-11-${String(day).padStart(2, '0')}T${clock}:00-05:00`
const night = (day: number) => ({ from: local(day, '17:00'), to: local(day + 1, '09:00'), name: null })

/** Wed 19 to Thu 27 November: open nine to five, a weekend, and Thanksgiving. */
const NOVEMBER = {
  from: local(19, '00:00'),
  to: local(28, '00:00'),
  zone: ZONE,
  closed: [
    { from: local(19, '00:00'), to: local(19, '09:00'), name: null },
    night(19),
    night(20),
    { from: local(21, '17:00'), to: local(24, '09:00'), name: null },
    night(24),
    night(25),
    { from: local(26, '17:00'), to: local(27, '00:00'), name: null },
    { from: local(27, '00:00'), to: local(28, '00:00'), name: 'Thanksgiving' },
  ],
}

test('a closed day is narrow, a holiday half as wide as a day and named', () => {
  const { days } = layAxis(NOVEMBER)
  expect(days.map(({ on }) => on.slice(8)).join(' ')).toBe('19 20 21 22 23 24 25 26 27')
  const [wednesday, , , saturday, sunday] = days
  expect((saturday?.width ?? 0) / (wednesday?.width ?? 1)).toBeCloseTo(0.28)
  expect(sunday?.width).toBeCloseTo(saturday?.width ?? 0)
  expect(days.at(-1)).toMatchObject({ isClosed: true, name: 'Thanksgiving' })
  expect((days.at(-1)?.width ?? 0) / (wednesday?.width ?? 1)).toBeCloseTo(0.55)
  expect(days.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100)
})

test('time runs from six in the morning to eight in the evening, and stands still at night', () => {
  const { placeOf, days } = layAxis(NOVEMBER)
  const friday = days[2]
  expect(friday).toBeDefined()
  const noon = placeOf(Date.parse(local(21, '13:00')))
  expect(noon).toBeCloseTo((friday?.left ?? 0) + (friday?.width ?? 0) / 2)
  const evening = placeOf(Date.parse(local(20, '20:00')))
  expect(placeOf(Date.parse(local(21, '02:00')))).toBeCloseTo(evening)
  expect(placeOf(Date.parse(local(21, '05:59')))).toBeCloseTo(friday?.left ?? 0)
})

test('what was promised before the axis begins or ends after it stands at its edge', () => {
  const { placeOf } = layAxis(NOVEMBER)
  expect(placeOf(Date.parse(local(3, '12:00')))).toBe(0)
  expect(placeOf(Date.parse('2025-12-24T12:00:00Z'))).toBe(100)
})

test('closed hours are hatched in one piece from Friday’s closing to Monday’s opening', () => {
  const { closed, placeOf } = layAxis(NOVEMBER)
  const saturday = placeOf(Date.parse(local(22, '12:00')))
  const weekend = closed.find(({ left, width }) => left <= saturday && left + width >= saturday)
  expect(weekend?.left).toBeCloseTo(placeOf(Date.parse(local(21, '17:00'))))
  expect((weekend?.left ?? 0) + (weekend?.width ?? 0)).toBeCloseTo(placeOf(Date.parse(local(24, '09:00'))))
})

test('a team that works at night sees whole days', () => {
  const { placeOf, days } = layAxis({ ...NOVEMBER, closed: [] })
  const first = days[0]
  expect(placeOf(Date.parse(local(19, '12:00')))).toBeCloseTo((first?.width ?? 0) / 2)
})

test('the night the clocks go back is one day as wide as any other', () => {
  const { days, placeOf } = layAxis({
    from: '2026-10-31T04:00:00Z',
    to: '2026-11-03T05:00:00Z',
    zone: ZONE,
    closed: [],
  })
  expect(days.map(({ on }) => on)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02'])
  expect(new Set(days.map(({ width }) => width.toFixed(4))).size).toBe(1)
  expect(placeOf(Date.parse('2026-11-02T05:00:00Z'))).toBeCloseTo(200 / 3)
})
