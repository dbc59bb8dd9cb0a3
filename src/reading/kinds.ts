/** The kinds of moment that can be noticed; names as agents and programs read them. */

/** Every kind, in the order of the guide; the ten reflections (S4.26 to S4.35) and further cues last. */
export const MOMENT_KINDS = [
  'pet',
  'baby',
  'wedding',
  'birthday',
  'gift',
  'moving',
  'hardship',
  'trip',
  'body',
  'first_time',
  'loyal',
  'thanks',
  'shoutout',
  'upset',
  'repeat_contact',
  'chasing',
  'deadline',
  'churn',
  'complaint',
  'confusion',
  'sizing',
  'praise',
  'reflection_ease_good',
  'reflection_ease_bad',
  'reflection_warmth_good',
  'reflection_warmth_bad',
  'reflection_speed_good',
  'reflection_speed_bad',
  'reflection_expectation_good',
  'reflection_expectation_bad',
  'reflection_return_good',
  'reflection_return_bad',
  'distress',
  'lost_item',
  'unsubscribe',
  'wants_human',
  'effort',
] as const

/** A kind of moment. */
export type MomentKind = (typeof MOMENT_KINDS)[number]

/**
 * Something noticed in a text. Shape: `text.slice(start, end) === quote`, offsets in UTF-16 units of the text as given;
 * `score` 0 to 1; `by` names the rule. `delicate` marks grief, illness, pregnancy: shown, never remembered.
 */
export type Noticed = {
  readonly kind: MomentKind
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly score: number
  readonly by: string
  readonly delicate?: true
}
