/** Every word of a survey, of its page and of its mail, in the four languages customers are asked in. Pure. */
import type { Measure, Reflection, SurveyLanguage } from '../contract.ts'

type MeasureWords = {
  readonly question: (brand: string) => string
  /** A word for each step of the scale; empty where the numbers speak. */
  readonly steps: readonly string[]
  readonly low: string
  readonly high: string
}

export type SurveyWords = {
  readonly measures: Readonly<Record<Measure, MeasureWords>>
  readonly reflections: Readonly<Record<Reflection, string>>
  readonly title: (brand: string) => string
  readonly heading: (first: string | null) => string
  readonly youSaid: (first: string | null, said: string) => string
  readonly counts: string
  readonly lead: string
  readonly why: string
  readonly ifYouLike: string
  readonly feltLike: string
  readonly thank: (agent: string) => string
  readonly passOn: string
  readonly send: string
  readonly seenBy: (brand: string) => string
  readonly about: (date: string) => string
  readonly fewer: string
  readonly stop: string
  readonly nothingChosen: string
  readonly tooLong: string
  readonly sent: (first: string | null) => string
  readonly sentLead: string
  readonly passedOn: (agent: string) => string
  readonly answeredTitle: string
  readonly answered: string
  readonly goneTitle: string
  readonly gone: string
  readonly fewerTitle: string
  readonly fewerLead: string
  readonly stopTitle: string
  readonly stopLead: string
  readonly confirm: string
  readonly chosen: string
  readonly tooMany: string
  readonly mailSubject: (about: string, brand: string) => string
  readonly reminderSubject: (brand: string) => string
  readonly greeting: (first: string | null) => string
  readonly mailLead: (about: string) => string
  readonly reminderLead: (about: string) => string
  readonly mailEnd: string
}

const named = (before: string, first: string | null, after = ''): string =>
  first === null ? `${before}${after}` : `${before}, ${first}${after}`

const en: SurveyWords = {
  measures: {
    csat: { question: () => 'Overall, how satisfied are you with how we looked after you?', steps: ['Awful', 'Poor', 'Okay', 'Good', 'Great'], low: 'Awful', high: 'Great' },
    ces: { question: () => 'How easy was it to get what you needed?', steps: [], low: 'Very hard', high: 'Very easy' },
    nps: { question: (brand) => `How likely is it that you would recommend ${brand} to a friend or colleague?`, steps: [], low: 'Not at all likely', high: 'Extremely likely' },
  },
  reflections: { easy: 'That was so easy', warm: 'So friendly and helpful', quick: 'It didn’t take long at all', better: 'Better than I expected', again: 'I’ll definitely do that again', confusing: 'So confusing', slow: 'It took so long', not_worth_it: 'It isn’t worth the effort', had_to_chase: 'Why did I have to chase them up?', not_again: 'I wouldn’t do that again' },
  title: (brand) => `How was it? · ${brand}`,
  heading: (first) => named('How was it', first, '?'),
  youSaid: (first, said) => `${named('Thank you', first)}. You said “${said}”.`,
  counts: 'Your answer counts once you press Send. Change it if a finger slipped.',
  lead: 'It counts once you press Send.',
  why: 'What made it so?',
  ifYouLike: 'If you like',
  feltLike: 'Was it like any of these?',
  thank: (agent) => `Thank ${agent} by name`,
  passOn: 'We will pass it on',
  send: 'Send',
  seenBy: (brand) => `Seen by the team at ${brand} only`,
  about: (date) => `About what happened on ${date}`,
  fewer: 'Fewer e-mails like this',
  stop: 'Stop them',
  nothingChosen: 'Choose one of the answers, or write a word, and press Send.',
  tooLong: 'That is longer than we can take at once: 5,000 letters at most.',
  sent: (first) => `${named('Thank you', first)}.`,
  sentLead: 'Your answer is with the team. A person reads every word.',
  passedOn: (agent) => `${agent} will hear it.`,
  answeredTitle: 'We have your answer',
  answered: 'Thank you. It was sent once and counts once; you can close this page.',
  goneTitle: 'There is nothing here any more',
  gone: 'This link has run out, or a part of it is missing.',
  fewerTitle: 'Fewer e-mails like this?',
  fewerLead: 'We will ask you once in half a year at most.',
  stopTitle: 'No more of these?',
  stopLead: 'We will not ask you again. What you write to us is answered as before.',
  confirm: 'Yes, please',
  chosen: 'Done. Nothing else has changed.',
  tooMany: 'Too many attempts came from where you are. Please try again in a minute.',
  mailSubject: (about) => `How was it? About ${about}`,
  reminderSubject: () => 'One question, if you have a moment',
  greeting: (first) => `${named('Hello', first)},`,
  mailLead: (about) => `You dealt with us on ${about}. One press is enough:`,
  reminderLead: (about) => `We asked you about ${about} and would still like to know. This is the only reminder.`,
  mailEnd: 'Nothing is counted until you press Send on the page that opens.',
} // prettier-ignore

const de: SurveyWords = {
  measures: {
    csat: { question: () => 'Wie zufrieden sind Sie insgesamt damit, wie wir uns gekümmert haben?', steps: ['Furchtbar', 'Schlecht', 'Geht so', 'Gut', 'Großartig'], low: 'Furchtbar', high: 'Großartig' },
    ces: { question: () => 'Wie leicht war es, zu bekommen, was Sie brauchten?', steps: [], low: 'Sehr schwer', high: 'Sehr leicht' },
    nps: { question: (brand) => `Wie wahrscheinlich ist es, dass Sie ${brand} einer Freundin oder einem Kollegen empfehlen?`, steps: [], low: 'Unwahrscheinlich', high: 'Äußerst wahrscheinlich' },
  },
  reflections: { easy: 'Das war so einfach', warm: 'So freundlich und hilfsbereit', quick: 'Es ging ganz schnell', better: 'Besser als erwartet', again: 'Das mache ich gern wieder', confusing: 'So verwirrend', slow: 'Es hat so lange gedauert', not_worth_it: 'Den Aufwand nicht wert', had_to_chase: 'Warum musste ich nachhaken?', not_again: 'Das würde ich nicht wieder tun' },
  title: (brand) => `Wie war es? · ${brand}`,
  heading: (first) => named('Wie war es', first, '?'),
  youSaid: (first, said) => `${named('Danke', first)}. Sie sagten „${said}“.`,
  counts: 'Ihre Antwort zählt erst, wenn Sie auf Senden drücken. Ändern Sie sie, falls der Finger ausgerutscht ist.',
  lead: 'Es zählt erst, wenn Sie auf Senden drücken.',
  why: 'Woran lag es?',
  ifYouLike: 'Wenn Sie mögen',
  feltLike: 'War es wie eines davon?',
  thank: (agent) => `${agent} namentlich danken`,
  passOn: 'Wir geben es weiter',
  send: 'Senden',
  seenBy: (brand) => `Das liest nur das Team von ${brand}`,
  about: (date) => `Es geht um den ${date}`,
  fewer: 'Weniger solche E-Mails',
  stop: 'Keine mehr',
  nothingChosen: 'Wählen Sie eine der Antworten oder schreiben Sie ein Wort, und drücken Sie auf Senden.',
  tooLong: 'Das ist länger, als wir auf einmal annehmen können: höchstens 5.000 Zeichen.',
  sent: (first) => `${named('Danke', first)}.`,
  sentLead: 'Ihre Antwort ist beim Team. Jedes Wort wird von einem Menschen gelesen.',
  passedOn: (agent) => `${agent} erfährt es.`,
  answeredTitle: 'Wir haben Ihre Antwort',
  answered: 'Danke. Sie wurde einmal gesendet und zählt einmal; Sie können diese Seite schließen.',
  goneTitle: 'Hier ist nichts mehr',
  gone: 'Dieser Link ist abgelaufen, oder ein Teil davon fehlt.',
  fewerTitle: 'Weniger solche E-Mails?',
  fewerLead: 'Wir fragen Sie höchstens einmal im halben Jahr.',
  stopTitle: 'Keine mehr davon?',
  stopLead: 'Wir fragen Sie nicht mehr. Was Sie uns schreiben, wird wie bisher beantwortet.',
  confirm: 'Ja, bitte',
  chosen: 'Erledigt. Sonst hat sich nichts geändert.',
  tooMany: 'Es kamen zu viele Versuche von Ihrem Anschluss. Bitte versuchen Sie es in einer Minute wieder.',
  mailSubject: (about) => `Wie war es? Zum ${about}`,
  reminderSubject: () => 'Eine Frage, wenn Sie einen Moment haben',
  greeting: (first) => `${named('Guten Tag', first)},`,
  mailLead: (about) => `Sie hatten am ${about} mit uns zu tun. Ein Druck genügt:`,
  reminderLead: (about) => `wir hatten Sie zum ${about} gefragt und wüssten es immer noch gern. Das ist die einzige Erinnerung.`,
  mailEnd: 'Gezählt wird erst, wenn Sie auf der Seite, die sich öffnet, auf Senden drücken.',
} // prettier-ignore

const fr: SurveyWords = {
  measures: {
    csat: { question: () => 'Dans l’ensemble, êtes-vous satisfait de la façon dont nous nous sommes occupés de vous ?', steps: ['Affreux', 'Mauvais', 'Moyen', 'Bien', 'Excellent'], low: 'Affreux', high: 'Excellent' },
    ces: { question: () => 'A-t-il été facile d’obtenir ce dont vous aviez besoin ?', steps: [], low: 'Très difficile', high: 'Très facile' },
    nps: { question: (brand) => `Quelle est la probabilité que vous recommandiez ${brand} à un ami ou à un collègue ?`, steps: [], low: 'Pas du tout probable', high: 'Extrêmement probable' },
  },
  reflections: { easy: 'C’était si facile', warm: 'Si aimable et serviable', quick: 'Cela n’a pas pris longtemps', better: 'Mieux que ce que j’attendais', again: 'Je le referai sans hésiter', confusing: 'Si compliqué', slow: 'Cela a pris si longtemps', not_worth_it: 'Cela ne vaut pas la peine', had_to_chase: 'Pourquoi ai-je dû relancer ?', not_again: 'Je ne le referais pas' },
  title: (brand) => `Comment était-ce ? · ${brand}`,
  heading: (first) => named('Comment était-ce', first, ' ?'),
  youSaid: (first, said) => `${named('Merci', first)}. Vous avez dit « ${said} ».`,
  counts: 'Votre réponse compte une fois que vous appuyez sur Envoyer. Changez-la si le doigt a glissé.',
  lead: 'Elle compte une fois que vous appuyez sur Envoyer.',
  why: 'Pour quelle raison ?',
  ifYouLike: 'Si vous le souhaitez',
  feltLike: 'Était-ce comme ceci ?',
  thank: (agent) => `Remercier ${agent}`,
  passOn: 'Nous le transmettrons',
  send: 'Envoyer',
  seenBy: (brand) => `Lu seulement par l’équipe de ${brand}`,
  about: (date) => `À propos du ${date}`,
  fewer: 'Moins d’e-mails de ce genre',
  stop: 'Ne plus en recevoir',
  nothingChosen: 'Choisissez une réponse ou écrivez un mot, puis appuyez sur Envoyer.',
  tooLong: 'C’est plus long que ce que nous pouvons prendre : 5 000 caractères au plus.',
  sent: (first) => `${named('Merci', first)}.`,
  sentLead: 'Votre réponse est chez l’équipe. Une personne lit chaque mot.',
  passedOn: (agent) => `${agent} le saura.`,
  answeredTitle: 'Nous avons votre réponse',
  answered: 'Merci. Elle a été envoyée une fois et compte une fois ; vous pouvez fermer cette page.',
  goneTitle: 'Il n’y a plus rien ici',
  gone: 'Ce lien a expiré, ou il en manque une partie.',
  fewerTitle: 'Moins d’e-mails de ce genre ?',
  fewerLead: 'Nous vous demanderons une fois par semestre au plus.',
  stopTitle: 'Ne plus en recevoir ?',
  stopLead: 'Nous ne vous demanderons plus rien. Vos messages reçoivent une réponse comme avant.',
  confirm: 'Oui, s’il vous plaît',
  chosen: 'C’est fait. Rien d’autre n’a changé.',
  tooMany: 'Trop d’essais sont venus de chez vous. Veuillez réessayer dans une minute.',
  mailSubject: (about) => `Comment était-ce ? À propos du ${about}`,
  reminderSubject: () => 'Une question, si vous avez un instant',
  greeting: (first) => `${named('Bonjour', first)},`,
  mailLead: (about) => `Vous avez eu affaire à nous le ${about}. Une pression suffit :`,
  reminderLead: (about) => `Nous vous avions interrogé à propos du ${about} et aimerions toujours le savoir. C’est le seul rappel.`,
  mailEnd: 'Rien n’est compté avant que vous n’appuyiez sur Envoyer, sur la page qui s’ouvre.',
} // prettier-ignore

const es: SurveyWords = {
  measures: {
    csat: { question: () => 'En general, ¿está satisfecho con cómo le hemos atendido?', steps: ['Pésimo', 'Mal', 'Regular', 'Bien', 'Genial'], low: 'Pésimo', high: 'Genial' },
    ces: { question: () => '¿Fue fácil conseguir lo que necesitaba?', steps: [], low: 'Muy difícil', high: 'Muy fácil' },
    nps: { question: (brand) => `¿Qué probabilidad hay de que recomiende ${brand} a un amigo o compañero?`, steps: [], low: 'Nada probable', high: 'Muy probable' },
  },
  reflections: { easy: 'Fue facilísimo', warm: 'Muy amables y serviciales', quick: 'No tardó nada', better: 'Mejor de lo que esperaba', again: 'Sin duda lo haré otra vez', confusing: 'Muy confuso', slow: 'Tardó muchísimo', not_worth_it: 'No vale la pena', had_to_chase: '¿Por qué tuve que insistir?', not_again: 'No lo volvería a hacer' },
  title: (brand) => `¿Qué tal fue? · ${brand}`,
  heading: (first) => `¿Qué tal fue${first === null ? '' : `, ${first}`}?`,
  youSaid: (first, said) => `${named('Gracias', first)}. Ha dicho «${said}».`,
  counts: 'Su respuesta cuenta cuando pulse Enviar. Cámbiela si se le fue el dedo.',
  lead: 'Cuenta cuando pulse Enviar.',
  why: '¿A qué se debió?',
  ifYouLike: 'Si quiere',
  feltLike: '¿Fue como algo de esto?',
  thank: (agent) => `Dar las gracias a ${agent}`,
  passOn: 'Se lo diremos',
  send: 'Enviar',
  seenBy: (brand) => `Solo lo lee el equipo de ${brand}`,
  about: (date) => `Sobre lo ocurrido el ${date}`,
  fewer: 'Menos correos como este',
  stop: 'No recibir más',
  nothingChosen: 'Elija una respuesta o escriba una palabra y pulse Enviar.',
  tooLong: 'Es más largo de lo que podemos recibir: 5.000 letras como máximo.',
  sent: (first) => `${named('Gracias', first)}.`,
  sentLead: 'Su respuesta está con el equipo. Una persona lee cada palabra.',
  passedOn: (agent) => `${agent} lo sabrá.`,
  answeredTitle: 'Tenemos su respuesta',
  answered: 'Gracias. Se envió una vez y cuenta una vez; puede cerrar esta página.',
  goneTitle: 'Aquí ya no hay nada',
  gone: 'Este enlace ha caducado o le falta una parte.',
  fewerTitle: '¿Menos correos como este?',
  fewerLead: 'Le preguntaremos una vez cada medio año como mucho.',
  stopTitle: '¿No recibir más?',
  stopLead: 'No le preguntaremos más. Lo que nos escriba se responde como siempre.',
  confirm: 'Sí, por favor',
  chosen: 'Hecho. Nada más ha cambiado.',
  tooMany: 'Llegaron demasiados intentos desde donde está. Inténtelo de nuevo dentro de un minuto.',
  mailSubject: (about) => `¿Qué tal fue? Sobre el ${about}`,
  reminderSubject: () => 'Una pregunta, si tiene un momento',
  greeting: (first) => `${named('Hola', first)}:`,
  mailLead: (about) => `Tuvo que ver con nosotros el ${about}. Basta una pulsación:`,
  reminderLead: (about) => `Le preguntamos por el ${about} y todavía nos gustaría saberlo. Este es el único recordatorio.`,
  mailEnd: 'Nada se cuenta hasta que pulse Enviar en la página que se abre.',
} // prettier-ignore

const WORDS: Readonly<Record<SurveyLanguage, SurveyWords>> = { en, de, fr, es }

export function wordsIn(language: SurveyLanguage): SurveyWords {
  return WORDS[language]
}

const LOCALES: Readonly<Record<SurveyLanguage, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
}

/** "19 November", as the language says it, on the day it was where she is. */
export function dayIn(language: SurveyLanguage, at: Date, zone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', timeZone: zone }).format(
    at,
  )
}

/** Her language where it is one of ours: "de-AT" is German. */
export function languageOf(said: string | null | undefined, otherwise: SurveyLanguage): SurveyLanguage {
  const short = said?.slice(0, 2).toLowerCase()
  return Object.keys(WORDS).find((one): one is SurveyLanguage => one === short) ?? otherwise
}

/** What a chosen step is called: "Great", or "6 of 7". */
export function stepName(words: SurveyWords, measure: Measure, rating: number, highest: number): string {
  return measure === 'csat'
    ? (words.measures.csat.steps[rating - 1] ?? String(rating))
    : `${rating} / ${highest}`
}
