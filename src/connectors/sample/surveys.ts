/** What the made-up brand asks its customers. Switched off: made-up people are never written to. */
import type { SurveyDefinition } from '#features/voices/contract.ts'

export const SAMPLE_SURVEYS: readonly SurveyDefinition[] = [
  {
    name: 'After a conversation',
    questions: [
      { key: 'q1', measure: 'csat', wording: null },
      { key: 'q2', measure: 'ces', wording: null },
    ],
    asksWhy: true,
    offersReflections: true,
    trigger: 'resolved',
    delayHours: 24,
    quiet: { from: '20:00', to: '09:00' },
    capDays: 60,
    sample: 1,
    reminderDays: null,
    language: 'en',
  },
  {
    name: 'Two weeks with it',
    questions: [{ key: 'q1', measure: 'nps', wording: null }],
    asksWhy: true,
    offersReflections: false,
    trigger: 'delivered',
    delayHours: 336,
    quiet: { from: '20:00', to: '09:00' },
    capDays: 90,
    sample: 0.25,
    reminderDays: 5,
    language: 'en',
  },
]
