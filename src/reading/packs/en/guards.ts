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
  'if the|your price|prices',
  'if it|they breaks|breaks|break',
  'would ..4 if that|it|this',
]

/** Heard or read; or about the brand itself. */
const HEARSAY: readonly string[] = [
  'i|we ..1 read|heard that|your|you|some|about|the',
  'the|your|a review|reviewer|newsletter|page|article|website|magazine|blog said|says|wrote|tells|told',
  'on the news|tv|television|radio',
  'some celebrity',
  'competitor|competitors|rival|rivals ..1 s? ..1 was|were|is|are|has|had',
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
  pet: ['substituted ..3 with', 'stray', ...SUPPOSED, ...HEARSAY, 'dog tooth|toothed|eared', '$pet tooth'],
  baby: [
    'was|were a baby',
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
    'price|bill|temperature|score ..2 turns|turned',
    'do|does you|the ..3 send|offer|give ..4 birthday',
    'happy birthday to you|your|@handle',
    'happy birthday to ..5 years',
    'would have been|turned ..4 birthday|@ordinal|@num',
    'flight|zip|code|order|account|postcode ..2 @num',
  ],
  gift: [
    'gift to look|be|have',
    'surprise do|bash ..2 for ..4 @ordinal|@num',
    'treated|treats|treat ..3 like',
    'for $my ..3 wedding !gift|present|registry',
    'offers|mail|mails|letters|emails addressed to',
  ],
  moving: [
    'package|order|letter|shipment ..2 moved',
    'office ..1 moved',
    ...HEARSAY,
    'be|being|immediately|automatically moved',
    'every|each time i|we moved',
    'your ..2 office|store|shop|team|company|warehouse ..2 moving|moved|move|relocated',
  ],
  hardship: [
    'update|app|website|battery|phone ..3 broke|suffers|suffer',
    'back button',
    'phone|laptop|car|app suffers',
    'charity|fundraiser|awareness ..6',
    'hospital down|near|next|opposite|nearby',
    'phone|laptop|battery|card|screen ..1 died|dies',
    ...SUPPOSED,
    ...HEARSAY,
    'died|dies|dying on me|us',
  ],
  trip: [
    'surprise my|our|her|him ..2 with ..1 breakfast|flowers|dinner',
    'travel a lot',
    'hen|stag|bachelorette|bachelor do|party|night',
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
  body: [
    'how thin|thick|long|wide ..1 it|they|this',
    'if you ..1 have|are|want',
    'offered|available|comes|came|made|come in petite|petites|tall',
    '@height by|x',
    'blanket|rug|throw|scarf|shawl|box ..2 @height',
  ],
  first_time: [
    'the first time ..1 i|we ..1 have|had|saw|left',
    'first time ..2 left|leaving|complained|had',
    'first time ..3 saw|declined|washed|wore|laundered|out|sat|came|tried|put',
    'first ..1 maxi|piece|pair|dress|top|skirt|sweater',
    '< the first time ..8 second',
    'size the first time',
    'neighbor|neighbour|neighbors|neighbours|colleague|colleagues|stranger s? ..1 first|1st',
  ],
  loyal: [
    'on|by the @ordinal',
    'texture|brocade|sequin|metallic|thread|print ..3 gold|silver',
    'broke|broken|lasted|died ..2 after|for ..1 @num|two|three|five|ten|several',
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
  churn: [
    'left|leaving @cap for good',
    'office|shop|store moved',
    'same as ..2 time',
    'how|where ..4 cancel|close|delete|unsubscribe',
    'transfer ..6 another|other account',
    'account ..4 transfer',
    'customer for life',
    'if i|we ever',
    'not going anywhere',
  ],
  complaint: [
    'flat|house|home|car ..1 was|were|been broken into',
    'took|take ages|forever|long to decide|choose',
    'price|prices|rate went|gone|came ..1 down',
    'deleted|deleting|uninstalled the|your|this app',
    'had to send back the xs|s|m|l|xl|small|medium|large',
    'isn|is not broken',
    'no|any issues|problems ..2 i will|let|just',
    ...SUPPOSED,
    ...HEARSAY,
    'exactly what|as i|we ..1 wanted|ordered|looking|hoped',
  ],
  upset: [
    'sick|tired of the color|colors|smell|taste',
    'slightly|bit|little|mildly|somewhat annoyed|frustrated|irritated|upset',
    'worst of it|part|thing ..1 was|is',
    'he|she|they|daughter|son|kids|husband|wife ..2 mad|crazy|nuts about',
    'unbelievable flavor|value|taste|softness|quality|view|price',
    'ruined all|every|any other',
    'annoyed|angry|cross|furious|mad with|at myself|me',
    'shame about the',
    'boss|manager|husband|wife|dog is|was angry',
    'no rush',
    'would|id be ..3 if',
    'ridiculously|insanely|crazy|unbelievably ..1 comfortable|soft|cute|good|warm|cozy|flattering|light|beautiful|pretty|fast|easy|cheap',
    'mad about this|the|your',
  ],
  praise: [
    'to die for ..1 of',
    'cartoon|film|show|song|color ..6 favorite',
    'buying it for',
    'would love this|it|one|to|some|a|that',
    'if i|we love|like',
    'loved|liked|love|like|loving the|my old|previous|last',
    'great|perfect|good|lovely for weddings|parties',
    'nice|great|lovely|good talking|meeting|speaking|chatting|to meet',
    'weather ..1 was|is',
    'ruined ..3 week|day|evening',
    ...IRONY,
    '< perfect|lovely|great|brilliant|wonderful|super ,? $day',
    'nice|lovely|beautiful|gorgeous weather|day for',
    'happy with either|any|both',
    'very good morning|evening|afternoon',
    'worth ..4 they|he|she told|said',
    'well done ,? you|u ..2 managed|made|ruined|lost',
    'exactly like before',
  ],
  sizing: [
    'what|which size box|boxes|room|bed|screen|file',
    'usually|normally|generally|typically|always ..2 either a ..1 $fitword',
    'got the|a|my regular|small|medium|large|@num ..3 and it|they ..2 fits|fit ..1 perfect|perfectly|great|well',
    'was|is|are|were ..1 true to size',
    'because i ..1 not like them|it',
    'perfectly|perfect ,? ..1 slim|snug|fitted but not',
  ],
  thanks: [
    'thank-you for|gift|present my|for',
    'thanks|thank ..4 nothing|absolutely',
    'thank you for your letter|email|e-mail|message|mail|reply|note of|dated|,|,?',
    'straight past',
    'absolute cheek',
  ],
  repeat_contact: [
    'ordered|bought|shopped|eaten|stayed|flown ..6 twice|times',
    'read|reread|watched|checked|washed|worn ..5 twice|times',
    'only|just asked for',
    'sent|got|received one left|right',
  ],
  deadline: [
    'flight|train|bus|appointment|checkout is at',
    'meeting|lunch|dinner|call ..2 is on ..6 looking forward',
    'after that|then >',
    'looking forward',
  ],
  confusion: [
    'which of the|these|your ..1 two|three|ones is|are|was|would|has',
    'which one|size|color|of ..2 do|would|should ..1 you recommend|suggest|prefer',
    'if it|they|this breaks|break|fails',
    'where ..3 is|are my|our ..2 ?',
  ],
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
