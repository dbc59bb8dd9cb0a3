/** What vetoes a kind, in the sentence or the message, whichever English pack saw it: what is only supposed, told of others, or meant the other way round. */
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
  baby: [
    ...SUPPOSED,
    'bridal|?? baby shower',
    'baby shower events|??',
    'hiding|hide a pregnancy',
    'dirty|used diaper|diapers|nappy',
    'when i was ..3 pregnant',
    'babies in general',
    'for babies in',
  ],
  wedding: HEARSAY,
  birthday: [
    'do|does you|the ..3 send|offer|give ..4 birthday',
    'happy birthday to you|your|@handle',
    'happy birthday to ..5 years',
    'would have been|turned ..4 birthday|@ordinal|@num',
    'flight|zip|code|order|account|postcode ..2 @num',
  ],
  gift: ['for $my ..3 wedding !gift|present|registry', 'offers|mail|mails|letters|emails addressed to'],
  moving: [
    ...HEARSAY,
    'be|being|immediately|automatically moved',
    'every|each time i|we moved',
    'your ..2 office|store|shop|team|company|warehouse ..2 moving|moved|move|relocated',
  ],
  hardship: [...SUPPOSED, ...HEARSAY, 'died|dies|dying on me|us'],
  trip: [
    ...HEARSAY,
    'holiday|travel|vacation experts|agency|agent',
    'never went ..4 vacation|holiday|trip',
    'newsletter|team ..4 trip',
    'perfect|great|ideal|wear|dress|dresses|top|outfit|skirt|wearing ..6 holiday|holidays',
    'holiday monday|tuesday',
    'holiday|vacation wedding|option|piece',
    'birthday|wish|christmas list',
    'trip back to ..2 store|retailer|return|it',
    'special trip back',
    'looking forward to the|my flight',
    'dress|needed|bought|wear|wearing|perfect|beautiful|addition|great|plus|sweater|pair ..8 wedding|graduation|holidays|holiday',
    'dress|addition|beautiful|perfect|sweater|great ..3 for vacation|vacations',
    'fly you|with you every',
    'holiday|holidays ..1 hours|dress|party|parties|season|menu|branch|sweater|outfit|card|cards|schedule|shopping',
  ],
  body: ['@height by|x', 'blanket|rug|throw|scarf|shawl|box ..2 @height'],
  first_time: [
    'first time ..3 saw|declined|washed|wore|laundered|out|sat|came|tried|put',
    'first ..1 maxi|piece|pair|dress|top|skirt|sweater',
    '< the first time ..8 second',
    'size the first time',
    'neighbor|neighbour|neighbors|neighbours|colleague|colleagues|stranger s? ..1 first|1st',
  ],
  loyal: [
    'review|reviewer|newsletter|article said|says ..4',
    'silver|gold|platinum|diamond ..1 embroidery|cup|flowers|thread|hardware|detail|details|color|and only|ring|graphic',
    '@num|many|several years ..1 and it|this|these|they',
    '@num years of age',
    'many years with this|it|these',
    'member of the wedding|family',
    'regular|petite since|there',
    'every day|week ..2 if i|we could',
    'industry|field ..4 years',
    'shopping moment',
    'vacation|holiday|trip ..3 years',
    'flying out of|at|from ..4 @num|@clock >',
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

/** What vetoes a kind wherever in the message it stands: nobody is congratulated on a child she has lost. */
const TEXT_GUARDS: Readonly<Partial<Record<MomentKind, readonly string[]>>> = {
  baby: [
    'miscarried|miscarriage|miscarriages|miscarry|stillborn|stillbirth',
    'lost my|our|the|her ..1 baby|pregnancy|babies|twins',
    'baby|babies|twins ..1 died|passed',
  ],
}

/** The packs, each with its kind's guards. */
export function guarded(packs: readonly Pack[]): Pack[] {
  return packs.map((pack) => {
    const unless = [...(pack.unless ?? []), ...(GUARDS[pack.kind] ?? [])]
    const unlessText = [...(pack.unlessText ?? []), ...(TEXT_GUARDS[pack.kind] ?? [])]
    return { ...pack, unless, unlessText }
  })
}
