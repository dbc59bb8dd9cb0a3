/** The kinds of moment that come of promises: one about to break, one that broke; as data. */
import type { KindDeclaration } from './declaration.ts'

export const PROMISED = {
  promise_at_risk: {
    label: 'A promise at risk',
    short: 'promised',
    valence: 'threat',
    icon: 'heart-handshake',
    livesHours: 72,
    because: 'the promised time',
    seenBy: 'agent',
    acts: ['tell_first', 'own_it', 'note'],
    delicate: false,
    weight: 90,
    lead: 'Promised[ by {due}]:',
    rest: '{wording}. At risk: {risk}. Since then: {since}',
    title: 'A promise to {first} is running out of time',
    draft:
      'Hi {first}, before you have to ask: I have not forgotten what we promised you (“{wording}”)[, by {due}]. It may take longer than that. What I know so far: ',
  },
  promise_delays: {
    label: 'A delay for many',
    short: 'a shared delay',
    valence: 'threat',
    icon: 'truck-delivery',
    livesHours: 72,
    because: 'the first promised day',
    seenBy: 'agent',
    acts: ['note'],
    delicate: false,
    weight: 92,
    lead: '{count} customers wait for the same reason:',
    rest: '{title}. None of them was told yet',
    title: '{count} customers have the same delay',
    draft: '',
  },
  promise_broken: {
    label: 'A broken promise',
    short: 'broken promise',
    valence: 'threat',
    icon: 'heart-broken',
    livesHours: 72,
    because: 'until it is made good',
    seenBy: 'agent',
    acts: ['apologise', 'own_it', 'note'],
    delicate: false,
    weight: 95,
    lead: 'Broken[, {late} late]:',
    rest: '{wording}[, promised by {due}]. Since then: {since}',
    title: 'We broke a promise to {first}',
    draft:
      'Hi {first}, we owe you an apology. We promised you: “{wording}”[, by {due}], and we didn’t keep it. That is on us. Here is where it stands, and what I’m doing now: ',
  },
} as const satisfies Record<string, KindDeclaration>

export type PromisedKind = keyof typeof PROMISED
