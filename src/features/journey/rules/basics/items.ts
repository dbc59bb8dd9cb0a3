/** The eight basics that come before delight (S1.35 to S1.38, S3.4, S3.6, S3.13), and when the data calls one in order. Data only. */
import type { BasicId } from '../../contract/basics.ts'

export type BasicItem = {
  readonly id: BasicId
  readonly name: string
  readonly question: string
  readonly how: string
  /** In order from this share on, 0 to 1; null where only a person can tell. */
  readonly floor: number | null
  /** Kinds of moment in which it shows. */
  readonly kinds: readonly string[]
}

export const BASICS: readonly BasicItem[] = [
  {
    id: 'knowledgeable',
    name: 'Knowledgeable',
    question: 'Does the first answer settle it?',
    how: 'Of the messages that came in, those in which nobody had to ask again or asked for a person. In order from 95%.',
    floor: 0.95,
    kinds: ['asks_again', 'wants_human'],
  },
  {
    id: 'courteous',
    name: 'Courteous',
    question: 'Do customers feel looked after?',
    how: 'Of those who said how they were treated, the ones who felt looked after. In order from 90%.',
    floor: 0.9,
    kinds: ['reflection_warmth_bad', 'reflection_warmth_good', 'shoutout'],
  },
  {
    id: 'access',
    name: 'Access to information',
    question: 'Does whoever answers know what was said before?',
    how: 'Of the messages that came in, those in which nobody had to say again what was said already. In order from 97%. Training and technology are for you to look at.',
    floor: 0.97,
    kinds: ['repeat_contact'],
  },
  {
    id: 'in_time',
    name: 'Answered in time',
    question: 'Is everybody answered within a day?',
    how: 'Of the answered messages, those answered within a day. In order from 90%.',
    floor: 0.9,
    kinds: ['reflection_speed_bad', 'chasing'],
  },
  {
    id: 'self_service',
    name: 'Self-service tried first',
    question: 'Can people help themselves first, and do we see what they tried?',
    how: 'The data shows how many wrote right after they had seen pages. Whether they could have found it there is for a person to say.',
    floor: null,
    kinds: ['effort', 'reflection_ease_bad'],
  },
  {
    id: 'payment',
    name: 'Payment choices and failures',
    question: 'Can people pay the way they like, and does it work?',
    how: 'Of the payments that were tried, those that went through. In order from 97%. Which choices are missing is for you to look at.',
    floor: 0.97,
    kinds: [],
  },
  {
    id: 'content',
    name: 'Content is current',
    question: 'Did somebody look at what people read before they buy?',
    how: 'Of the places in “before”, those looked at within their own time (the map says when). A full count; in order when all were.',
    floor: 1,
    kinds: [],
  },
  {
    id: 'findability',
    name: 'Can be found',
    question: 'Is the brand found online, and the nearest shop?',
    how: 'The data shows who had to ask for the way, and what came from profiles and adverts. Search for yourselves as a stranger would, then answer.',
    floor: null,
    kinds: ['confusion'],
  },
]
