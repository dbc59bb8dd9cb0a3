/** Tells in which language a message is written, from its script and its small words; a guess for reading, not a linguistic service. */
import { HASH_OF_NOTHING, hashOn } from '../hash.ts'
import { isHandle } from './letters.ts'
import { wordTableOf } from './word-table.ts'

/** Small frequent words, chosen so that languages share few. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: `the and is are was were in i you my your it its this that to of for on with have has not but so we they at be do does did can will would
   just from what when how why who if as or an out all get got me been there please thanks thank love very too after still never now here
    great good nice beautiful order size im dont cant didnt ive hi hello any by our she he her his than then more no up about flight need help too runs fits
    a am me had were would could should must may might shall because into over back down off only even again their them those these us being
    having first last time day days week year years today tomorrow new old little much many most some every each other another such same so
    want make made take took get go going went come came see say said know think like wear worn buy bought ordered received waiting still
    with without before since while during until around through between under above where there which whose whom don didn doesn isn wasn t s ll ve re m d
    my mine yours service customer flight delayed package refund perfect perfectly amazing worst terrible dress shirt food place usually absolutely
    for from of off one two three four five people thing things something nothing anything everything nobody anyone someone everyone`,
  es: `el la los las un una unos de del que y en es por con para mi tu su se lo le me no pero como muy mas esta este esto gracias hola mi pedido
   ha he son soy estoy tengo tiene cuando donde porque todo nada ya hasta desde sin sobre fue han ser qué está más sido quiero llegado todavia todavía aun aún buenos dias días buenas tardes
   dos tres semanas vez veces llevo esperando aplicación aplicacion funciona vuelvo volver comprar comprado ustedes nunca había habia perro gato puedo viajar hoy cumple rompió aquí aqui llegó llego roto primera recibido dónde cuándo hija madre tienda servicio otra ni ya eso estos soy hace ahora también tambien`,
  fr: `le la les un une des du de et en est que qui ne pas je tu vous nous il elle on mon ma mes votre vos ce cette pour par avec sur dans mais
   très tres bonjour merci j ai été c plus encore toujours sont suis avez avoir être où quand comment aucun rien depuis commande colis au aux d l n qu sa son ses
   jamais cette cet veux voudrais peux pouvez fait deux trois semaines fois leur lui y était etait êtes etes aussi tout tous toute service reçu recu livraison bonsoir salut depuis chez`,
  de: `der die das ein eine einen und ist nicht ich sie wir ihr es mein meine mit auf für fur von zu im den dem des auch aber noch wie was wo wann
   bitte danke hallo habe haben hat wurde sind war sehr immer schon kein keine bei aus nach seit über uber mich mir bestellung paket dass warum guten tag
   artikel kam kaputt wieder nie niemals bin alles gut wegen mehr hier heute gestern morgen jetzt kann können konnen muss geht leider schon unser unsere diese dieser dieses kommt wird werden gerne vielen eure euer nach zwei drei lieferung größe`,
  it: `il lo gli una di che e non per con mi ti si sono è ho hai ha come ma anche grazie ciao della delle dei del nel nella questo questa molto più ordine ancora mio mia vostro perché dove quando buongiorno sto sia stato`,
  pt: `o os um uma de do da dos das que e não nao em para com por meu minha eu você voce está estou obrigado obrigada mas muito mais foi tem já ja ainda como quando onde isso pedido olá ola seu sua ao pelo`,
  nl: `de het een en is niet ik je jij wij mijn met op voor van te naar ook maar nog hoe wat waar wanneer bedankt hallo heb hebben heeft zijn was zeer mij bij uit dat deze dit geen jullie bestelling pakket graag al er`,
  pl: `i w nie na się sie jest to że ze do z jak ale mam dzień dzien dobry dziękuję dziekuje proszę prosze co czy już juz moje moja zamówienie paczka przez dla był jestem po za tak`,
  sv: `och att det som en ett jag är inte på för med har till av den mitt min men om hej tack var kan ni vi mig när var hur ska från mycket`,
  da: `og at det som en et jeg er ikke på for med har til af den min men om hej tak var kan i vi mig når hvor hvordan skal fra meget`,
  no: `og at det som en et jeg er ikke på for med har til av den min men om hei takk var kan dere vi meg når hvor hvordan skal fra veldig`,
  fi: `ja on ei en se että oli mutta kun niin olen kiitos hei minun tilaus vielä miten missä voi tämä ole sitä mitä`,
  tr: `ve bir bu da de için ile çok ne var yok ben siz ama merhaba teşekkür teşekkürler sipariş değil mi daha gibi olarak nasıl nerede hala lütfen`,
  id: `dan yang di ini itu saya tidak untuk dengan dari ke ada sudah belum bisa terima kasih pesanan apa kapan tapi juga mohon`,
  ro: `și si nu este un o de la cu pe în in să sa mai dar am comanda mulțumesc multumesc bună buna unde când cum pentru din care`,
  cs: `a je se na to v že s ne do jsem ale jak dobrý den děkuji prosím objednávka kde kdy mám není už jsou pro by`,
}

const LANGUAGES = Object.keys(SMALL_WORDS)
const ENGLISH = LANGUAGES.indexOf('en')

/** Which languages, by their place, have each small word. */
const VOTES = new Map<string, number[]>()
Object.values(SMALL_WORDS).forEach((list, language) => {
  for (const word of new Set(list.split(/\s+/))) VOTES.set(word, [...(VOTES.get(word) ?? []), language])
})
const SMALL = wordTableOf([...VOTES.keys()])
const VOTERS = [...VOTES.values()]

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7af]/g, 'ko'],
  [/[\u4e00-\u9fff]/g, 'zh'],
  [/[іїєґІЇЄҐ]/g, 'uk'],
  [/[\u0400-\u04ff]/g, 'ru'],
  [/[پچژگ]/g, 'fa'],
  [/[\u0600-\u06ff]/g, 'ar'],
  [/[\u0590-\u05ff]/g, 'he'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u0e00-\u0e7f]/g, 'th'],
  [/[\u0900-\u097f]/g, 'hi'],
]

const WIDE = /[\u0370-\u1fff\u3040-\ud7af]/

/** Letters that words are made of, by their code; beyond them a word ends. */
const LETTERS = new Uint8Array(0x250)
for (let code = 97; code <= 122; code++) LETTERS[code] = 1
for (let code = 0xdf; code <= 0xff; code++) LETTERS[code] = code === 0xf7 ? 0 : 1
for (const letter of 'āăąćčďđēęěğīıłńňőœřśşšťūůűźżžșț') LETTERS[letter.charCodeAt(0)] = 1
/** A longer word is taken for several. */
const LONGEST = 30
const HANDLE_LIMIT = 60
const ADDRESS = /https?:[^\s]{0,300}/y
/** Words looked at: enough to be sure, and the same for a novel. */
const ENOUGH = 60

/**
 * Language of a normalised text. Shape: an ISO 639-1 code, or "und" where nothing tells.
 * Plain Latin text without any telling word counts as English when `knows` says so for one of its words.
 */
export function detectLanguage(text: string): string {
  const head = text.slice(0, 2000)
  if (WIDE.test(head)) {
    const letters = head.match(/\p{L}/gu)?.length ?? 0
    for (const [script, language] of SCRIPTS) {
      const found = head.match(script)?.length ?? 0
      // One telling letter is enough where a script shares the rest with a neighbour (kana among kanji, Ukrainian among Cyrillic).
      const share = language === 'ja' || language === 'uk' || language === 'fa' ? 0.04 : 0.4
      if (found > 0 && found / letters >= share) return language
    }
  }
  const { words, scores, order } = votesOf(head.toLowerCase())
  // Nothing but tags: they are read as English, as their words are.
  if (words === 0) return /#[a-z]{3}/i.test(head) ? 'en' : 'und'
  let best = ENGLISH
  let bestScore = scores[ENGLISH] ?? 0
  for (const language of order) {
    const score = scores[language] ?? 0
    if (score > bestScore * (best === ENGLISH && language !== ENGLISH ? 1.2 : 1)) {
      best = language
      bestScore = score
    }
  }
  // Another language needs two telling words, or one in a very short text; without any evidence plain letters are taken for English.
  if (best !== ENGLISH && bestScore < 1 && words > 3) return 'en'
  if (bestScore === 0) return /[^\u0000-\u024f\u2000-\uffff]/.test(head) ? 'und' : 'en'
  return LANGUAGES[best] ?? 'und'
}

/** Words looked at, the votes for each language, and the languages voted for in the order of their first vote. */
type Count = { words: number; readonly scores: Float64Array; readonly order: number[] }

/** Counts the votes of the first words of a text in lower case. Handles, tags and addresses are nobody's language. */
function votesOf(low: string): Count {
  const count: Count = { words: 0, scores: new Float64Array(LANGUAGES.length), order: [] }
  const n = low.length
  let i = 0
  while (i < n && count.words <= ENOUGH) {
    const code = low.charCodeAt(i)
    const end = endOfName(low, i, code)
    if (end > i) {
      i = end
      continue
    }
    if (LETTERS[code] !== 1) {
      i++
      continue
    }
    const from = i
    let hash: number = HASH_OF_NOTHING
    for (let letter = code; i - from < LONGEST && LETTERS[letter] === 1;) {
      hash = hashOn(hash, letter)
      letter = ++i < n ? low.charCodeAt(i) : 0
      if (letter === H && isAddress(low, i)) break
    }
    if (++count.words <= ENOUGH) vote(count, SMALL.find(low, from, i, hash))
  }
  return count
}

const H = 104

function vote({ scores, order }: Count, word: number): void {
  const languages = word < 0 ? undefined : VOTERS[word]
  if (languages === undefined) return
  for (const language of languages) {
    if (scores[language] === 0) order.push(language)
    scores[language] = (scores[language] ?? 0) + 1 / languages.length
  }
}

/** Where the handle, tag or address ends that begins here; the place itself where none does. */
function endOfName(low: string, at: number, code: number): number {
  if (code === 35 || code === 64) {
    let end = at + 1
    while (end - at <= HANDLE_LIMIT && isHandle(low.charCodeAt(end))) end++
    return end > at + 1 ? end : at
  }
  return code === H && isAddress(low, at) ? ADDRESS.lastIndex : at
}

/** Whether an address begins here; it ends at `ADDRESS.lastIndex`. */
function isAddress(low: string, at: number): boolean {
  if (!low.startsWith('http', at)) return false
  ADDRESS.lastIndex = at
  return ADDRESS.test(low)
}
