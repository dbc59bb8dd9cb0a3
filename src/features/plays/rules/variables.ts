/**
 * The little language of macros: `{{first_name}}`, with a fallback `{{first_name|there}}`, and one place for the agent's own
 * words, `{{personal}}` (may stay empty) or `{{personal!}}` (must not). Pure.
 */

const VARIABLE = /\{\{\s*([a-z][a-z0-9_]*)(!?)\s*(?:\|([^{}]*))?\}\}/gi
/** Anything that still looks like a variable, whatever is in it. */
const LEFT_OVER = /\{\{[^{}]{0,80}\}\}/g

export type Filled = {
  readonly text: string
  /** Where the agent's own words belong; undefined where the macro has no place for them. */
  readonly personal: { readonly at: number; readonly isRequired: boolean } | undefined
  /** Names that have no value and no fallback, each once; they stand in the text as they were. */
  readonly blank: readonly string[]
}

/** Fills a macro. An unknown or empty value takes the fallback; without one it stays visible, so that nobody sends it. */
export function fillMacro(template: string, values: Readonly<Record<string, string | undefined>>): Filled {
  let text = ''
  let personal: Filled['personal']
  const blank = new Set<string>()
  let from = 0
  for (const match of template.matchAll(VARIABLE)) {
    const [whole, name = '', bang, fallback] = match
    text += template.slice(from, match.index)
    from = match.index + whole.length
    const key = name.toLowerCase()
    if (key === 'personal') {
      personal ??= { at: text.length, isRequired: bang === '!' }
      continue
    }
    const value = values[key]?.trim()
    if (value !== undefined && value !== '') text += value
    else if (fallback !== undefined) text += fallback.trim()
    else {
      text += whole
      blank.add(key)
    }
  }
  return { text: text + template.slice(from), personal, blank: [...blank] }
}

/** Names of variables a macro uses, the personal place left out, each once in order. */
export function variablesIn(template: string): string[] {
  const names = [...template.matchAll(VARIABLE)].map(([, name = '']) => name.toLowerCase())
  return [...new Set(names)].filter((name) => name !== 'personal')
}

/** Variables that were left unfilled in a reply about to go: none may be. */
export function leftOverIn(text: string): string[] {
  return [...new Set(text.match(LEFT_OVER) ?? [])]
}

export type SendDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason: 'variable_blank' | 'personal_slot_empty' | 'nothing_to_send'
      readonly message: string
    }

/** Whether the words of a reply may go out: nothing blank, and the required place for one's own words not empty. */
export function decideWords(
  text: string,
  {
    personal,
    isPersonalRequired,
    hasActs,
  }: {
    readonly personal: { readonly start: number; readonly end: number } | undefined
    readonly isPersonalRequired: boolean
    readonly hasActs: boolean
  },
): SendDecision {
  const left = leftOverIn(text)
  if (left.length > 0)
    return {
      allowed: false,
      reason: 'variable_blank',
      message: `${left.join(', ')} ${left.length > 1 ? 'have' : 'has'} no value for this customer: fill it in or take it out.`,
    }
  if (text.trim() === '' && !hasActs)
    return { allowed: false, reason: 'nothing_to_send', message: 'There is nothing to send yet.' }
  const own = personal === undefined ? '' : text.slice(personal.start, personal.end).trim()
  if (isPersonalRequired && text.trim() !== '' && own === '')
    return {
      allowed: false,
      reason: 'personal_slot_empty',
      message: 'The place for your own line is still empty: this macro does not go out without one.',
    }
  return { allowed: true }
}

/** Words of the reply that its macro did not have, at least so many, make it the agent's own. */
const OWN_WORDS = 4

/** Whether something of the agent's own is in the words: in its place, or anywhere the macro had other words. */
export function hasOwnWords(
  text: string,
  {
    macroText,
    personal,
  }: { macroText: string | undefined; personal: { start: number; end: number } | undefined },
): boolean {
  if (text.trim() === '') return false
  if (personal && text.slice(personal.start, personal.end).trim() !== '') return true
  if (macroText === undefined || macroText.trim() === '') return true
  const known = new Map<string, number>()
  for (const word of wordsOf(macroText)) known.set(word, (known.get(word) ?? 0) + 1)
  let own = 0
  for (const word of wordsOf(text)) {
    const left = known.get(word) ?? 0
    if (left > 0) known.set(word, left - 1)
    else own += 1
  }
  return own >= OWN_WORDS
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? []
