import { describe, expect, it } from 'vitest'
import { matching } from './commands.ts'
import type { Command } from './commands.ts'

const command = (label: string, keys?: string): Command => ({
  id: label,
  icon: 'check',
  label,
  run: () => undefined,
  ...(keys === undefined ? {} : { keys }),
})

const ALL = [
  command('Done', 'e'),
  command('Promise a check-back', 'p'),
  command('Go to Promises', 'g p'),
  command('Go to Moments', 'g m'),
  command('Müller anrufen'),
]
const labels = (typed: string) => matching(ALL, typed).map(({ label }) => label)

describe('finding something to do', () => {
  it('offers everything in its order before anything is typed', () => {
    expect(labels('  ')).toEqual(ALL.map(({ label }) => label))
  })

  it('puts what begins with the word before what only holds it', () => {
    expect(labels('promis')).toEqual(['Promise a check-back', 'Go to Promises'])
  })

  it('wants every typed word', () => {
    expect(labels('go mom')).toEqual(['Go to Moments'])
    expect(labels('go wedding')).toEqual([])
  })

  it('finds by the key itself, so that a key half remembered can be looked up', () => {
    expect(labels('e')).toEqual(['Done'])
    expect(labels('g p')[0]).toBe('Go to Promises')
  })

  it('does not mind accents', () => {
    expect(labels('muller')).toEqual(['Müller anrufen'])
  })
})
