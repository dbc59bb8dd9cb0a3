/** Finds an employee praised by name: by the workspace's roster where one is given, by careful frames otherwise. */
import type { RuleHit } from './rulebook.ts'
import { SHAPE } from './text/shapes.ts'
import type { Scan } from './text/tokens.ts'

const NICKNAMES = `abigail=abby,abbie|alexander=alex,xander|alexandra=alex,lexi,sandra|alison=ali,allie|amanda=mandy|andrew=andy,drew|anthony=tony|
barbara=barb|benjamin=ben,benny|beverly=bev|catherine=cathy,cat,kate|katherine=kate,katie,kathy,kat|charles=charlie,chuck|charlotte=charlie,lottie|
christina=chris,tina|christine=chris,chrissy|christopher=chris|cynthia=cindy|daniel=dan,danny|danielle=dani|david=dave,davey|deborah=deb,debbie|
dorothy=dot,dottie|edward=ed,eddie,ted|elizabeth=liz,beth,lizzie,eliza,betty|emily=em,emmy|eugene=gene|frances=fran|francis=frank|gabriel=gabe|
gabrielle=gabby|gerald=gerry|gregory=greg|isabella=bella,izzy|jacob=jake|jacqueline=jackie|james=jim,jimmy,jamie|jennifer=jen,jenny|jessica=jess,jessie|
john=jack,johnny|jonathan=jon|joseph=joe,joey|joshua=josh|judith=judy|kenneth=ken,kenny|kimberly=kim|lawrence=larry|leonard=leo,len|margaret=maggie,meg,peggy|
matthew=matt|melissa=mel,missy|michael=mike,mick,mikey|michelle=shelly|nathaniel=nate,nathan|nicholas=nick|nicole=nikki|olivia=liv,livvy|pamela=pam|
patricia=pat,patty,trish|patrick=pat,paddy|peter=pete|philip=phil|rachel=rach|raymond=ray|rebecca=becca,becky|richard=rick,rich,dick|robert=rob,bob,bobby|
ronald=ron|samantha=sam,sammy|samuel=sam,sammy|sandra=sandy|sarah=sally|sophia=sophie|stephanie=steph|steven=steve|stephen=steve|susan=sue,susie|
theodore=ted,theo|theresa=terry,tess|thomas=tom,tommy|timothy=tim|valerie=val|victoria=vicky,tori|vincent=vince,vinny|william=will,bill,billy|zachary=zach`

const SHORT = new Map<string, readonly string[]>(
  NICKNAMES.replaceAll('\n', '')
    .split('|')
    .map((entry) => {
      const [long = '', short = ''] = entry.split('=')
      return [long, short.split(',')] as const
    }),
)

/** Capitalised words that are not people's names; the frames would otherwise thank cities and brands. */
const NOT_NAMES = new Set(
  `amazon apple delta american british southwest united airways airlines airline spotify prime google iphone ipad ios alexa echo god jesus lord christ
  everyone everybody all you team crew staff flight captain pilot gate customer service support thank thanks the a an and for my your our this that
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
  christmas halloween thanksgiving easter london paris boston chicago york atlanta dallas houston vegas angeles francisco miami denver seattle orlando
  heathrow gatwick jfk lax usa uk us america england ireland europe kindle tv pc paypal visa uber twitter facebook instagram email dm i it he she they we
  flight flights huge big special our my hats props kudos bravo applause shout shoutout please give recognize great awesome amazing good best love nice food place this these those what when where who how why no not so very much again goodness dad mom wifi la sf nyc
  ba aa dl sw wn swa platinum gold silver diamond medallion retailer`.split(/\s+/),
)

/**
 * The hit of a named and praised employee, if there is one.
 * With a roster only its names count (first names, full names, nicknames, one typing error from five letters on) and praise or thanks must stand near.
 * Without one, a pack's frame ("thanks to Priya for") must hold a capitalised word that is no known place, brand or day.
 */
export function findShoutout(
  tokens: Scan,
  hits: RuleHit[],
  agents: readonly string[] | undefined,
): RuleHit | undefined {
  const frames = hits.filter((hit) => hit.kind === 'shoutout')
  for (const frame of frames) hits.splice(hits.indexOf(frame), 1)
  if (agents !== undefined) return byRoster(tokens, hits, frames, agents)
  return frames.find((frame) => nameIn(frame, tokens))
}

/** A name among the frame's words, or beside them in its sentence: titles and places may stand between. */
function nameIn(frame: RuleHit, tokens: Scan): boolean {
  const low = Math.max(tokens.sentenceStarts[frame.sentence] ?? 0, frame.from - 8)
  const high = Math.min(tokens.sentenceStarts[frame.sentence + 1] ?? tokens.count, frame.to + 2)
  for (let t = low; t < high; t++) if (isNameAt(tokens, t, t === low)) return true
  return false
}

function isNameAt(tokens: Scan, t: number, first: boolean): boolean {
  const shape = tokens.shapes[t] ?? 0
  if (!(shape & SHAPE.capital) || shape & SHAPE.tag) return false
  const word = wordAt(tokens, t)
  if (word.length < 3 && !/^(?:jo|al|ed|bo|cy|di|ty|vi)$/.test(word)) return false
  if (shape & SHAPE.shout && word.length < 4) return false
  // A sentence begins with a capital anyway: there only words no pack knows pass for a name. "I'll" is none, nor a city after "in".
  if (first && (tokens.ids[t] ?? 0) !== 0) return false
  if (word.startsWith("i'") || /^(?:in|at|near|from|via)$/.test(wordAt(tokens, t - 1))) return false
  return !NOT_NAMES.has(word) && !NOT_NAMES.has(word.replace(/s$/, ''))
}

function byRoster(
  tokens: Scan,
  hits: readonly RuleHit[],
  frames: readonly RuleHit[],
  agents: readonly string[],
): RuleHit | undefined {
  const warm = new Set<number>()
  const cold = new Set<number>()
  for (const hit of [...hits, ...frames]) {
    if (hit.kind === 'thanks' || hit.kind === 'shoutout' || hit.kind === 'praise') warm.add(hit.sentence)
    if ((hit.kind === 'complaint' || hit.kind === 'upset') && hit.score >= 0.6) cold.add(hit.sentence)
  }
  if (warm.size === 0) return undefined
  const names = rosterNames(agents)
  for (let t = 0; t < tokens.count; t++) {
    const sentence = tokens.sentence[t] ?? 0
    // "Hi Anna," and a name in its own sentence speak to somebody; praise stands in the same sentence or the next.
    const near = warm.has(sentence) || (warm.has(sentence + 1) && isSubjectOfNext(tokens, t))
    if (!near || cold.has(sentence) || isAddress(tokens, t)) continue
    const word = wordAt(tokens, t).replace(/'s$/, '')
    if (word.length < 2 || !isOneOf(word, names, tokens.shapes[t] ?? 0)) continue
    return {
      kind: 'shoutout',
      rule: 'shoutout.roster',
      score: 0.92,
      clause: true,
      name: 1,
      pattern: 1,
      sentence,
      from: t,
      to: t + 1,
    }
  }
  return undefined
}

const ORDINARY = new Set(
  'will rich may mark pat bill rob sue grace joy hope faith dot art jack ray drew max sky rose cat dick frank gene chuck'.split(
    ' ',
  ),
)

function isOneOf(word: string, names: ReadonlySet<string>, shape: number): boolean {
  if (names.has(word)) return (shape & SHAPE.capital) !== 0 || !ORDINARY.has(word)
  if (word.length < 5 || !(shape & SHAPE.capital)) return false
  for (const name of names) if (name.length >= 5 && isOneEditApart(word, name)) return true
  return false
}

const read = new WeakMap<readonly string[], ReadonlySet<string>>()

/** First names, whole surnames of two-part names left out, and nicknames, in lower case. */
function rosterNames(agents: readonly string[]): ReadonlySet<string> {
  const ready = read.get(agents)
  if (ready !== undefined) return ready
  const names = new Set<string>()
  read.set(agents, names)
  for (const agent of agents.slice(0, 2000)) {
    const first = (
      agent
        .trim()
        .toLowerCase()
        .split(/[\s,]+/)[0] ?? ''
    ).replaceAll('’', "'")
    if (first === '') continue
    names.add(first)
    for (const short of SHORT.get(first) ?? []) names.add(short)
    for (const [long, shorts] of SHORT) if (shorts.includes(first)) names.add(long)
  }
  return names
}

/** The names by which an agent is called: her first name, its short forms, and the long forms it is short for; in lower case. */
export const namesOfAgent = (agent: string): readonly string[] => [...rosterNames([agent])]

/** A greeting before the name, or a comma after it at the beginning: the writer speaks to the agent. */
function isAddress(tokens: Scan, t: number): boolean {
  const low = tokens.sentenceStarts[tokens.sentence[t] ?? 0] ?? 0
  const before = wordAt(tokens, t - 1)
  if (t > low && /^(?:hi|hey|hello|dear|morning|afternoon)$/.test(before)) return true
  const lead = t === low || (t === low + 1 && (tokens.shapes[low] ?? 0) & SHAPE.handle)
  return (
    Boolean(lead) && (tokens.soft[t + 1] === 1 || /^(?:i|can|could|please|my)$/.test(wordAt(tokens, t + 1)))
  )
}

/** "I spoke with Priya. She was amazing!" */
function isSubjectOfNext(tokens: Scan, t: number): boolean {
  const next = tokens.sentenceStarts[(tokens.sentence[t] ?? 0) + 1]
  return next !== undefined && /^(?:she|he|they)/.test(wordAt(tokens, next))
}

const wordAt = (tokens: Scan, t: number): string =>
  tokens.text.slice(tokens.starts[t] ?? 0, tokens.ends[t] ?? 0).toLowerCase()

/** Whether one letter added, dropped, changed or two neighbours swapped make one word the other (Damerau 1964, distance 1). */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return a === b
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  const restA = a.slice(i)
  const restB = b.slice(i)
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
