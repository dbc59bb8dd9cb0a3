/** Whether words touch what must not be remembered without leave: health, pregnancy, grief, faith, money trouble. Errs to yes. Pure. */
import { findPhrases, readyPhrases } from './phrases.ts'

export const DELICATE_CLASSES = ['pregnancy', 'grief', 'health', 'faith', 'money'] as const
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
}
const CLASSES = DELICATE_CLASSES.map((about) => ({ about, phrases: readyPhrases(STEMS[about].split(', ')) }))

/** The first class the words touch, or undefined. */
export function delicateIn(text: string): DelicateClass | undefined {
  return CLASSES.find(({ phrases }) => findPhrases(phrases, text).length > 0)?.about
}
