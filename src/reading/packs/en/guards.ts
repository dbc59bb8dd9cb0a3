/** What vetoes a kind in the sentence whichever English pack saw it: what is only supposed, told of others, or meant the other way round. */
import type { MomentKind } from '../../kinds.ts'
import type { Pack } from '../shape.ts'

/** Nothing has happened: a question of policy, or a case that is imagined. */
const SUPPOSED: readonly string[] = [
  'if i|we ..1 had|ever|were',
  'what happens|happened if',
  'what is your policy',
  'should it|they|this ever',
  'if a customer|buyer|person',
  'would ..4 if that|it|this',
]

/** Heard or read; or about the brand itself. */
const HEARSAY: readonly string[] = [
  'i|we ..1 read|heard that|your|you|some|about|the',
  'the|your|a review|reviewer|newsletter|page|article|website|magazine|blog said|says|wrote|tells|told',
  'on the news|tv|television|radio',
  'some celebrity',
]

/** Good words for what went wrong. */
const IRONY: readonly string[] = [
  '< great|wonderful|fantastic|lovely|brilliant|awesome|perfect ,? another|now|again',
  '< oh great|wonderful|lovely|perfect|brilliant',
  '< just great|wonderful|lovely|perfect|brilliant >',
  'love|like how|that|when ..8 free? hole|stain|tear|broken|late|missing',
  'best ..2 ever? :? nobody|no|not|never|zero',
]

const GUARDS: Readonly<Partial<Record<MomentKind, readonly string[]>>> = {
  pet: [...SUPPOSED, ...HEARSAY, 'dog tooth|toothed|eared', '$pet tooth'],
  baby: [...SUPPOSED, 'babies in general', 'for babies in'],
  wedding: HEARSAY,
  birthday: ['do|does you|the ..3 send|offer|give ..4 birthday', 'happy birthday to you|your|@handle'],
  moving: [...HEARSAY, 'your ..2 office|store|shop|team|company|warehouse ..2 moving|moved|move|relocated'],
  hardship: [...SUPPOSED, ...HEARSAY],
  trip: [
    ...HEARSAY,
    'holiday|travel|vacation experts|agency|agent',
    'never went ..4 vacation|holiday|trip',
    'newsletter|team ..4 trip',
  ],
  body: ['@height by|x', 'blanket|rug|throw|scarf|shawl|box ..2 @height'],
  first_time: ['neighbor|neighbour|neighbors|neighbours|colleague|colleagues|stranger s? ..1 first|1st'],
  loyal: [
    'review|reviewer|newsletter|article said|says ..4',
    'loyal to the? photo|picture|original|color|colors',
    'color|colors|fabric|shape ..4 loyal',
  ],
  churn: ['customer for life', 'if i|we ever', 'not going anywhere'],
  complaint: [...SUPPOSED, ...HEARSAY, 'exactly what|as i|we ..1 wanted|ordered|looking|hoped'],
  upset: [
    'would|id be ..3 if',
    'ridiculously|insanely|crazy|unbelievably ..1 comfortable|soft|cute|good|warm|cozy|flattering|light|beautiful|pretty|fast|easy|cheap',
    'mad about this|the|your',
  ],
  praise: IRONY,
}

/** The packs, each with its kind's guards. */
export function guarded(packs: readonly Pack[]): Pack[] {
  return packs.map((pack) => {
    const guards = GUARDS[pack.kind]
    return guards ? { ...pack, unless: [...(pack.unless ?? []), ...guards] } : pack
  })
}
