/** German packs of the ten kinds that matter most. */
import type { Pack } from './shape.ts'

const language = 'de'

/** Packs of this file. */
export const GERMAN_PACKS: readonly Pack[] = [
  {
    kind: 'thanks',
    language,
    unless: ['danke fur nichts', 'danke im voraus', 'nein danke'],
    unlessText: ['bitte|konnten', 'danke im voraus'],
    rules: [
      {
        id: 'said',
        any: [
          'vielen|herzlichen|tausend|besten|lieben dank',
          'danke fur|an|schon|sehr|!|euch|ihnen',
          'dankbar|bedanke|bedanken',
          'super|toller|tolle|hervorragender|ausgezeichneter|freundlicher|netter|bester service|mitarbeiter|mitarbeiterin|beratung|kundendienst|team',
        ],
        quote: 'clause',
        score: 0.8,
      },
    ],
    must: ['Vielen Dank für die schnelle Hilfe!', 'Toller Service, ich bedanke mich'],
    mustNot: ['Danke für nichts', 'Bitte schicken Sie mir die Rechnung. Danke'],
  },
  {
    kind: 'complaint',
    language,
    rules: [
      {
        id: 'failed',
        any: [
          '$bad',
          'funktioniert|funktionieren|geht|klappt|antwortet|reagiert ..2 nicht|nie|niemand',
          'nicht ..1 angekommen|erhalten|geliefert|funktioniert|bekommen|zufrieden|erreichbar|passt',
          'problem|probleme|fehler|beschwerde|reklamation mit|bei|seit|beim',
          'habe|haben|gibt|ein ..1 problem|probleme|beschwerde|fehler',
          'falsche|falscher|falschen|falsches grosse|artikel|farbe|adresse|produkt|ware|groesse',
          'doppelt|zweimal abgebucht|berechnet',
          'abgebucht|berechnet doppelt|zweimal',
          'zu spat',
          'verspatung|verspatet|verloren|zerrissen|gebrochen|fehlt',
        ],
        quote: 'clause',
        score: 0.7,
        negated: 'counts',
        unless: ['kein|keine|ohne|keinerlei ..1 problem|probleme|fehler', 'nicht|gar schlecht'],
      },
    ],
    must: ['Der Artikel kam kaputt an', 'Die App funktioniert nicht', 'Ich habe die falsche Größe bekommen'],
    mustNot: ['Alles bestens, keine Probleme', 'Was kostet der Versand?'],
  },
  {
    kind: 'chasing',
    language,
    rules: [
      {
        id: 'where',
        any: [
          'wo bleibt|ist|sind ..2 $owed',
          'wann ..4 kommt|bekomme|erhalte|geliefert|ankommt|erstattet|$owed',
          'noch|immer|bisher|leider nicht|nichts|kein|keine ..4 erhalten|bekommen|angekommen|da|gehort|$owed|geliefert|erstattet',
          'warte|warten|wartet ..5 auf|seit|immer|noch|schon',
          'seit ..4 warte|nichts|keine',
          'nicht ..1 angekommen|erhalten|geliefert|eingetroffen',
        ],
        quote: 'clause',
        score: 0.75,
        negated: 'counts',
      },
    ],
    must: [
      'Wo bleibt meine Bestellung?',
      'Ich habe die Rückerstattung immer noch nicht erhalten',
      'Ich warte seit zwei Wochen auf das Paket',
    ],
    mustNot: ['Wo ist Ihr Laden in Berlin?', 'Das Paket kam gestern an, perfekt'],
  },
  {
    kind: 'upset',
    language,
    unless: ['nicht ..2 sauer|wutend|verargert|bose|enttauscht'],
    rules: [
      {
        id: 'strong',
        any: [
          'frechheit|unverschamt|unverschamtheit|sauer|wutend|stinksauer|verargert|emport|inakzeptabel|skandal|katastrophe|lacherlich|schande|abzocke|betrug|saftladen|zumutung|unfassbar|unglaublich',
          'sehr|so|wirklich|echt|total|zutiefst|extrem enttauscht|verargert|genervt|traurig|sauer',
          'schlechteste|schlechtester|schlimmste ..1 service|erfahrung|firma|kundenservice',
          'nase voll',
          'geht|das gar nicht',
          'was soll das',
        ],
        quote: 'clause',
        score: 0.75,
      },
    ],
    must: ['Das ist eine Frechheit!', 'Ich bin wirklich enttäuscht', 'Ich habe die Nase voll'],
    mustNot: ['Ich bin nicht sauer, nur eine Frage', 'Alles gut'],
  },
  {
    kind: 'churn',
    language,
    rules: [
      {
        id: 'never',
        any: [
          'nie|niemals wieder',
          'nicht|nie ..2 mehr|wieder ..3 bestellen|kaufen|fliegen|buchen|empfehlen',
          'bestelle|kaufe|fliege|buche ..4 nicht|nie|nichts ..1 mehr|wieder',
          'letzte|letztes mal|bestellung',
          'kundige|kundigen|gekundigt|kundigung',
          'konto|abo|account ..3 loschen|kundigen|schliessen',
          'kunden|kundin|kunde ..1 verloren|weniger',
          'nicht ..2 empfehlen',
          'zur|gehe|wechsle|wechseln ..2 konkurrenz|anbieter',
        ],
        quote: 'clause',
        score: 0.75,
        negated: 'counts',
      },
    ],
    must: ['Nie wieder!', 'Ich bestelle hier nicht mehr', 'Ich möchte mein Abo kündigen'],
    mustNot: ['Ich komme gerne wieder', 'Sehr zu empfehlen'],
  },
  {
    kind: 'repeat_contact',
    language,
    rules: [
      {
        id: 'again',
        any: [
          'zweite|zweiten|dritte|dritten|vierte|vierten|funfte|x-te|zum mal|male|mail|anfrage|nachricht|anruf',
          '@num|zwei|drei|vier|funf|mehrere|mehrmals|dreimal|zweimal mal|mails|nachrichten|anrufe|angerufen|geschrieben|kontaktiert',
          'schon|bereits ..3 geschrieben|angerufen|kontaktiert|gemeldet|gefragt',
          'niemand|keiner antwortet|reagiert|meldet|geht|hilft',
          'keine ..2 antwort|reaktion|ruckmeldung',
          'schon wieder',
        ],
        quote: 'clause',
        score: 0.7,
        negated: 'counts',
      },
    ],
    must: [
      'Ich schreibe Ihnen zum dritten Mal',
      'Ich habe schon dreimal angerufen',
      'Zwei Mails und keine Antwort',
    ],
    mustNot: ['Das ist meine erste Bestellung', 'Schönes Kleid'],
  },
  {
    kind: 'first_time',
    language,
    rules: [
      {
        id: 'first',
        any: [
          'erste|ersten|erster|erstes bestellung|mal|einkauf|besuch|flug',
          'noch nie ..4 bestellt|gekauft|geflogen',
          'neukunde|neukundin',
        ],
        unless: ['ersten|erste|erstes wasche|waschen|tragen', 'ersten mal waschen|tragen|anziehen'],
      },
    ],
    must: ['Das ist meine erste Bestellung', 'Ich habe noch nie bei euch bestellt'],
    mustNot: ['Nach dem ersten Waschen kaputt', 'Das ist die dritte Bestellung'],
  },
  {
    kind: 'birthday',
    language,
    rules: [{ id: 'day', any: ['geburtstag|geburtstags|geburtstagsgeschenk|geburtstagsfeier|bday'] }],
    must: ['Es ist für den Geburtstag meiner Tochter', 'Ich habe morgen Geburtstag'],
    mustNot: ['Das Kleid ist mir zu groß', 'Wann kommt das Paket?'],
  },
  {
    kind: 'wedding',
    language,
    unless: ['hochzeitsmesse', 'keine ..2 hochzeit'],
    rules: [
      {
        id: 'own',
        any: [
          '$mein|meine|unsere|unserer|meiner|deren|seiner|ihrer ..2 hochzeit|hochzeitstag|verlobung|flitterwochen',
          'hochzeit ..2 $close',
          'heirate|heiraten|geheiratet|verlobt|brautjungfer|trauzeugin|flitterwochen',
          'zur|auf|fur|auf einer|eine hochzeit',
        ],
      },
    ],
    must: [
      'Ich brauche das Kleid für meine Hochzeit im Juni',
      'Wir heiraten am 29. Mai und ich brauche das Kleid bis dahin',
    ],
    mustNot: ['Das Kleid ist zu lang', 'Wann kommt das Paket?'],
  },
  {
    kind: 'gift',
    language,
    unless: ['kein|keine geschenk|geschenke', 'geschenkkarte|geschenkgutschein'],
    rules: [
      {
        id: 'for',
        any: [
          'geschenk fur|an|zu|zum|!|und|gedacht|sein',
          'ein|als|das geschenk',
          'weihnachtsgeschenk|geburtstagsgeschenk|hochzeitsgeschenk',
          'schenke|schenken|verschenken|geschenkt ..4',
          '$close ..3 schenken|uberraschen',
        ],
      },
    ],
    must: ['Es ist ein Geschenk für meine Mutter', 'Ich möchte es meiner Schwester schenken'],
    mustNot: ['Habt ihr eine Geschenkkarte?', 'Die Größe passt nicht'],
  },
  {
    kind: 'pet',
    language,
    unless: ['kein|keinen|keine ..1 hund|katze|haustier', 'hot dog'],
    rules: [
      {
        id: 'mine',
        any: [
          '$mein ..1 hund|hundin|welpe|welpen|katze|kater|katzchen|kaninchen|haustier|hunde|katzen',
          'haben|habe|adoptiert|reise|reisen|fliege|fliegen|bekommen ..4 hund|hunde|katze|welpe|welpen|kater',
          'assistenzhund|blindenhund|therapiehund',
        ],
      },
    ],
    must: ['Mein Hund hat es zerbissen', 'Wir haben einen Welpen adoptiert', 'Ich fliege mit meiner Katze'],
    mustNot: ['Ich habe keinen Hund', 'Der Hot Dog war kalt'],
  },
]
