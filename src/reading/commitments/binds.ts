/** Whether what begins at a head is a promise: which acts bind whom, and what needs a time to bind. Texts are in lower case. */
import { isCompanyAct, isCustomerOutcome, isExpectation, isPersonsAct, thingOutcome } from './acts.ts'
import type { Head } from './found.ts'
import { MAKES_GOOD } from './progressives.ts'
import type { Timing } from './timing.ts'

/** Whether a head of this kind promises, given what follows it and the time it names. */
export function binds(
  kind: Head['kind'],
  who: Head['who'],
  after: string,
  clause: string,
  timing: Timing,
): boolean {
  const timed = timing.class !== 'none'
  switch (kind) {
    case 'will':
      return (
        isAct(who, after, timed) &&
        !(who === 'thing' && BEFOREHAND.test(clause)) &&
        !/(?<!\byou )\b(?:her|him|them)sel(?:f|ves)\b/.test(clause)
      )
    case 'under way':
      if (who === 'thing')
        return (
          timing.class === 'dated' && !/\b(?:flight|gate|departure|sale|plane|crew|aircraft)/.test(clause)
        )
      return (
        who === 'company' &&
        (timing.class === 'dated' ||
          MAKES_GOOD.test(after) ||
          /\b(?:shortly|soon|momentarily|right away|straight away|immediately)\b/.test(clause))
      )
    case 'plans':
      return (
        timing.class === 'dated' && !/\b(?:flight|gate|departure)/.test(clause) && isAct(who, after, timed)
      )
    case 'should':
      if (who === 'company') return timed && (isExpectation(after) || outcomeBinds(after, timed))
      if (who === 'customer') return isCustomerOutcome(after)
      return outcomeBinds(after, timed)
    case 'takes':
      return timing.class === 'dated' || timing.class === 'event'
    case 'allow':
      return (
        timing.class !== 'none' &&
        !/\b(?:before|prior|check[- ]?in|security|boarding|connection|customs|between flights)\b/.test(clause)
      )
    case 'usually':
      return (
        timing.class === 'dated' &&
        !/\b(?:flight|gate|departure|scheduled|which|that|who|if|when|must|can)\b/.test(clause)
      )
    case 'day set':
      return (
        timing.class === 'dated' &&
        !/\b(?:flight|gate|departure|bus|train|ferry|sale|shop|event|which|who|if|when|must|can|every|each|usually|always|often|was|were|(?:her|him|them)sel(?:f|ves))\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b/.test(
          clause,
        )
      )
    case 'expect':
      return (
        timing.class === 'dated' ||
        timing.class === 'asap' ||
        (timing.class === 'event' && /^(?:please |you )/.test(clause))
      )
    case 'let me':
      return !/^(?:let me see if you|let me know)/.test(after)
    case 'when':
      return timing.class === 'event'
    case 'told':
      return timing.class === 'dated' || timing.class === 'asap'
    case 'soon':
    case 'word':
      return true
  }
}

function isAct(who: Head['who'], after: string, timed: boolean): boolean {
  if (who === 'company' || (who === 'thing' && isPersonsAct(after))) return isCompanyAct(after)
  if (who === 'customer')
    return (
      isCustomerOutcome(after) ||
      (timed && /^(?:have|get|receive|be (?:on|with|back|up|in|at)) (?!to\b)/.test(after))
    )
  return outcomeBinds(after, timed)
}

function outcomeBinds(after: string, timed: boolean): boolean {
  const outcome = thingOutcome(after)
  return outcome === 'binds' || (outcome === 'needs time' && timed)
}

/** "24 hours before departure" is a rule for everyone. */
const BEFOREHAND = /\b(?:hours?|hrs?|minutes?|mins?|days?) (?:before|prior)\b/
