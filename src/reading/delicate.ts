/** Whether words touch what must not be remembered without leave: health, pregnancy, grief, faith, money trouble, politics, unions, origin, sexuality. Errs to yes. Pure. */
import { findPhrases, readyPhrases } from './phrases.ts'

export const DELICATE_CLASSES = ['pregnancy', 'grief', 'health', 'faith', 'money', 'politics', 'union', 'origin', 'sexuality'] as const // prettier-ignore
export type DelicateClass = (typeof DELICATE_CLASSES)[number]

/** English, French, German and Spanish stems; a word that is only sometimes delicate stands here all the same. */
const STEMS: Readonly<Record<DelicateClass, string>> = {
  pregnancy:
    'pregnan*, expecting a baby, expecting our, due date is, miscarr*, stillb*, ivf, trimester, maternity, postpartum, schwanger*, enceinte, embarazad*',
  grief:
    'passed away, died, dying, death, funeral*, mourning, grie*, bereave*, widow*, deceased, late husband, late wife, lost my mother, lost my mom, lost my mum, lost my father, lost my dad, lost my husband, lost my wife, beerdigung, verstorben*, gestorben, décès, funérailles, obsèques, falleci*, funeral',
  health:
    'cancer, chemo*, tumo*, diagnos*, surgery, operation, hospital*, illness, disease, diabet*, disabled, disability, wheelchair, depress*, anxiety, therapy, therapist, autis*, adhd, dement*, alzheimer*, stroke, heart attack, eczema, arthriti*, addict*, sober, rehab, mastectomy, colostomy, hiv, medication*, krank*, krebs, maladie, hôpital, enferm*, cáncer',
  faith:
    'muslim*, islam*, ramadan, eid, hijab*, jewish, kosher, sabbath, shabbat, bar mitzvah, bat mitzvah, hanukkah, catholic*, christian, baptis*, christening, communion, church, mosque, synagogue, temple, hindu*, diwali, buddhis*, sikh*, atheis*, halal',
  money:
    'lost my job, laid off, unemploy*, redundan*, bankrupt*, debt*, can’t afford, cannot afford, can not afford, evict*, food bank, benefits, broke right now, arbeitslos*, schulden, chômage, desemplead*',
  politics:
    'democrat*, republican*, labour party, conservative party, tory, tories, green party, socialist*, communist*, left-wing, right-wing, voted for, political party, election campaign, canvass*, wahlkampf, gauchiste, partido político',
  union:
    'trade union, labor union, labour union, union member*, union rep, union dues, our union, my union, shop steward, unionised, unionized, on strike, picket line, gewerkschaft*, syndicat, syndicaliste, sindicato*',
  origin:
    'ethnic*, black woman, black man, african american, african-american, latina, latino, latinx, hispanic, asian american, asian-american, native american, aboriginal, maori, romani, mixed race, mixed-race, biracial, my heritage, skin colour, skin color, people of color',
  sexuality:
    'gay, lesbian*, bisexual*, queer, transgender, trans woman, trans man, nonbinary, non-binary, coming out, came out as, same-sex, lgbt*, asexual*, schwul*, lesbisch*, homosex*',
}
const CLASSES = DELICATE_CLASSES.map((about) => ({ about, phrases: readyPhrases(STEMS[about].split(', ')) }))

/** The first class the words touch, or undefined. */
export function delicateIn(text: string): DelicateClass | undefined {
  return CLASSES.find(({ phrases }) => findPhrases(phrases, text).length > 0)?.about
}
