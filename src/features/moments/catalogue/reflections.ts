/** The ten reflections customers leave (S4.26 to S4.35): ease, warmth, speed, expectation, return; each good and bad. */
import type { KindDeclaration } from './declaration.ts'

type Reflection = 'ease' | 'warmth' | 'speed' | 'expectation' | 'return'
type ReflectionKind = `reflection_${Reflection}_${'good' | 'bad'}`

const good = (label: string, lead: string): KindDeclaration => ({
  label,
  short: label.toLowerCase(),
  valence: 'opportunity',
  icon: 'mood-happy',
  livesHours: 72,
  because: 'three days after it was said',
  seenBy: 'team',
  acts: ['say_thanks', 'note'],
  delicate: false,
  weight: 26,
  lead,
  rest: '',
  title: `{first}: ${label.toLowerCase()}`,
  draft: 'Hi {first}, that’s lovely to hear, thank you for telling us.',
})

const bad = (label: string, lead: string): KindDeclaration => ({
  label,
  short: label.toLowerCase(),
  valence: 'threat',
  icon: 'mood-sad',
  livesHours: 24,
  because: 'a day after it was said',
  seenBy: 'team',
  acts: ['apologise', 'own_it', 'note'],
  delicate: false,
  weight: 62,
  lead,
  rest: '',
  title: `{first}: ${label.toLowerCase()}`,
  draft: 'Hi {first}, thank you for being frank, and I’m sorry it felt like that. Here is what I can do:',
})

export const REFLECTIONS: Readonly<Record<ReflectionKind, KindDeclaration>> = {
  reflection_ease_good: good('Found it easy', 'It was easy.'),
  reflection_ease_bad: bad('Found it confusing', 'It was confusing.'),
  reflection_warmth_good: good('Felt looked after', 'Found us friendly and helpful.'),
  reflection_warmth_bad: bad('Felt brushed off', 'Did not feel looked after.'),
  reflection_speed_good: good('Found it quick', 'It went fast.'),
  reflection_speed_bad: bad('Found it slow', 'It took too long.'),
  reflection_expectation_good: good('Better than expected', 'It was better than expected.'),
  reflection_expectation_bad: bad('Not worth the effort', 'It was not worth the effort.'),
  reflection_return_good: good('Would come back', 'Would do it again.'),
  reflection_return_bad: bad('Would not come back', 'Would not do it again.'),
}
