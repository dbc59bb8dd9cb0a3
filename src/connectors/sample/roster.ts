/** The made-up brand's workspace and the people who answer its customers; nobody here exists. */

/** A member of the sample team, with what she would say of herself when she helps somebody choose. */
export type SampleAgent = {
  readonly name: string
  readonly nicknames: readonly string[]
  readonly initials: string
  /** IANA name. */
  readonly zone: string
}

export const SAMPLE_WORKSPACE = {
  name: 'Tussock Merino',
  zone: 'America/New_York',
  currency: 'USD',
} as const

/** Nine people; the supervisor first. Names are unique, and no nickname belongs to two. */
export const SAMPLE_AGENTS: readonly SampleAgent[] = [
  { name: 'Alice Stannard', nicknames: ['Al', 'Ali'], initials: 'AS', zone: 'America/New_York' },
  { name: 'Priya Nair', nicknames: ['Pri'], initials: 'PN', zone: 'America/New_York' },
  { name: 'Jo Park', nicknames: ['Joey', 'JoJo'], initials: 'JP', zone: 'America/New_York' },
  { name: 'Marcus Till', nicknames: ['Marc'], initials: 'MT', zone: 'America/Chicago' },
  { name: 'Sam Ibarra', nicknames: ['Sammy', 'Samuel'], initials: 'SI', zone: 'America/New_York' },
  { name: 'Aroha Tamihana', nicknames: ['Ro'], initials: 'AT', zone: 'Pacific/Auckland' },
  { name: 'Anne Rutter', nicknames: ['Annie'], initials: 'AR', zone: 'Europe/London' },
  { name: 'Dov Castellan', nicknames: [], initials: 'DC', zone: 'America/Denver' },
  { name: 'Lucia Fenn', nicknames: ['Lu', 'Luci'], initials: 'LF', zone: 'America/New_York' },
]

/** What agents say of themselves beside the sizes they wear; keyed by name, so that an anecdote never changes its height. */
export const AGENT_SELVES: Readonly<Record<string, { height: string; size: string; tale: string }>> = {
  'Alice Stannard': { height: "5'6", size: 'M', tale: 'I garden in mine and it still gets me into meetings' },
  'Priya Nair': {
    height: "5'4",
    size: 'S',
    tale: 'I wore mine to my brother’s wedding and danced till two in it',
  },
  'Jo Park': {
    height: "5'2",
    size: 'XS petite',
    tale: "I am a 5'2 hem-tripper and mine is the first thing I have not had to shorten",
  },
  'Marcus Till': {
    height: "6'1",
    size: 'L tall',
    tale: 'mine has been under a bike jacket every day since March',
  },
  'Sam Ibarra': {
    height: "5'9",
    size: 'M',
    tale: 'I took one on a nine day hike and nobody moved away from me on the bus home',
  },
  'Aroha Tamihana': {
    height: "5'10",
    size: 'L tall',
    tale: 'mine has crossed the Pacific four times and has never met an iron',
  },
  'Anne Rutter': {
    height: "5'3",
    size: 'L petite',
    tale: 'I am short and round and it skims instead of clinging',
  },
  'Dov Castellan': {
    height: "5'8",
    size: 'S',
    tale: 'I wear mine fishing, which my wife says is the real test',
  },
  'Lucia Fenn': {
    height: "5'5",
    size: 'XL',
    tale: 'I had mine on through two pregnancies, one at each end of the stretch',
  },
}
