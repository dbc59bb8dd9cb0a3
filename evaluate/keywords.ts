/** The naive peer of the noticing: one list of words a kind, no guards; what a help desk's tag rules do. */

const LISTS: Readonly<Record<string, string>> = {
  pet: 'dog|cat|puppy|kitten|pet',
  baby: 'baby|pregnant|infant|toddler|newborn',
  wedding: 'wedding|honeymoon|anniversary|fiance|engaged|bride',
  birthday: 'birthday|bday',
  gift: 'gift|present',
  moving: 'moved|moving|relocat\\w*',
  hardship: 'sick|hospital|cancer|died|surgery|disabled|funeral|wheelchair|passed away',
  trip: 'trip|vacation|holiday|visiting|visit',
  body: 'petite|tall|lbs|pounds|bust|hips|usually wear',
  first_time: 'first time|first order|first flight|1st time',
  loyal: 'loyal|platinum|gold member|frequent flyer|years',
  thanks: 'thank|thanks|thx|appreciate|kudos',
  shoutout: 'shout ?out|kudos to|thanks to',
  upset: 'angry|furious|frustrat\\w*|disgust\\w*|ridiculous|worst|terrible|unacceptable|horrible',
  repeat_contact: 'again|third time|second time|twice|no reply|no response',
  chasing: 'where is|still waiting|waiting for|when will|not received|refund',
  deadline: 'urgent|asap|by tomorrow|deadline|connection|in time',
  churn: 'never again|cancel|leaving|last time|switch\\w*',
  complaint: 'problem|issue|broken|delayed|late|cancelled|bad|poor|disappointed|rude|missing|lost|wrong',
  confusion: 'confus\\w*|how do i|how can i|where can i|how to',
  sizing: 'size up|size down|runs small|runs large|too small|too big|too tight|too large|between sizes',
  praise: 'love|great|amazing|awesome|perfect|beautiful|excellent|best',
}

const PATTERNS = Object.entries(LISTS).map(
  ([kind, list]) => [kind, new RegExp(`\\b(?:${list})\\b`, 'i')] as const,
)

/** Kinds whose words occur, each with the word as its quote. */
export function noticeByKeyword(text: string): { kind: string; quote: string; start: number; end: number }[] {
  const found = []
  for (const [kind, pattern] of PATTERNS) {
    const hit = pattern.exec(text)
    if (hit) found.push({ kind, quote: hit[0], start: hit.index, end: hit.index + hit[0].length })
  }
  return found
}
