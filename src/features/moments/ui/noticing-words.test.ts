import { expect, test } from 'vitest'
import { faresWords, thresholdWords } from './noticing-words.ts'

const reasons = { wrong_person: 0, wrong_meaning: 2, not_worth_it: 1 }

test('how a rule fares, with its interval and its reasons', () => {
  const dismissedShare = { share: 0.2, low: 0.07, high: 0.452 }
  expect(faresWords({ accepted: 12, dismissed: 3, dismissedShare, reasons })).toBe(
    '12 accepted, 3 dismissed: 20 % (7 to 45 %). Wrong meaning 2, not worth it 1.',
  )
  expect(faresWords({ accepted: 0, dismissed: 0, dismissedShare: null, reasons })).toBe(
    'Nobody has judged it yet.',
  )
})

test('what a threshold means', () => {
  expect(thresholdWords({ from: 0.8, right: 125, found: 138 })).toBe(
    'In the queue from a score of 0.8 (125 of 138 right on our labels); below it a hint.',
  )
  expect(thresholdWords({ from: 1, right: 16, found: 25 })).toContain('Only hinted at')
  expect(thresholdWords({ from: 0.7, right: null, found: null })).toContain('not counted on labels yet')
})
