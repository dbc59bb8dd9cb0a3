/** Spanish packs of the ten kinds that matter most. */
import type { Pack } from './shape.ts'

const language = 'es'

/** Packs of this file. */
export const SPANISH_PACKS: readonly Pack[] = [
  {
    kind: 'thanks',
    language,
    unless: ['gracias por nada', 'gracias por perder|arruinar|hacerme|cancelar|ignorar', 'por favor'],
    rules: [
      {
        id: 'said',
        any: [
          'muchas|mil|muchisimas gracias',
          'gracias a|por|!',
          'agradezco|agradecida|agradecido|agradecemos',
          'excelente|buena|gran|estupenda|magnifica atencion|servicio|trabajo|trato',
        ],
        quote: 'clause',
        score: 0.8,
      },
    ],
    must: ['¡Muchas gracias por su ayuda!', 'Excelente atención de todo el equipo'],
    mustNot: ['Gracias por nada, el pedido no llegó', '¿Me lo pueden cambiar por favor? Gracias'],
    unlessText: ['por favor'],
  },
  {
    kind: 'complaint',
    language,
    rules: [
      {
        id: 'failed',
        any: [
          '$bad',
          'no funciona|funciono|llega|llego|sirve|puedo|responden|contestan',
          'no ha|han llegado|respondido|funcionado',
          'problema|problemas|queja|reclamo|error con|de|para|?',
          'tengo|tenemos|hay un? problema|problemas|queja|reclamo',
          'mala|peor calidad|servicio|atencion|experiencia',
          'talla|color|producto|articulo|direccion equivocada|equivocado|incorrecto|incorrecta',
          'cobraron|cobrado ..3 dos|doble|mas|de',
        ],
        quote: 'clause',
        score: 0.7,
      },
    ],
    must: [
      'El producto llegó roto',
      'La aplicación no funciona',
      'Me cobraron dos veces, es un error de ustedes',
    ],
    mustNot: ['Todo perfecto, sin problemas', '¿Cuánto cuesta el envío?'],
  },
  {
    kind: 'chasing',
    language,
    rules: [
      {
        id: 'where',
        any: [
          'donde esta ..3 $owed',
          'cuando llega|llegara|llegaria|recibire|me ..4',
          'aun|todavia|sigo no|esperando ..5',
          'no ha|han llegado',
          'no he recibido',
          'sin noticias|respuesta|recibir',
          '$owed ..3 no ..2 llega|llego|llegado',
          'llevo ..4 esperando',
        ],
        quote: 'clause',
        score: 0.75,
      },
    ],
    must: ['¿Dónde está mi pedido?', 'Todavía no he recibido el reembolso', 'Llevo dos semanas esperando'],
    mustNot: ['¿Dónde está la tienda de Madrid?', 'El pedido llegó ayer, perfecto'],
  },
  {
    kind: 'upset',
    language,
    unless: ['no ..3 enfadada|enfadado|enojada|enojado|furiosa|furioso|molesta|molesto'],
    rules: [
      {
        id: 'strong',
        any: [
          'verguenza|indignada|indignado|harta|harto|furiosa|furioso|enfadada|enfadado|enojada|enojado|inaceptable|intolerable|vergonzoso|indignante|estafa|estafadores|ridiculo|lamentable',
          'que asco|desastre|horror|verguenza',
          'muy|super|tan decepcionada|decepcionado|molesta|molesto|enfadada|triste',
          'el|la peor ..2 servicio|empresa|experiencia|atencion',
          'pesimo|pesima servicio|atencion',
        ],
        quote: 'clause',
        score: 0.75,
      },
    ],
    must: ['Estoy harta de esta empresa', '¡Qué vergüenza de servicio!', 'Es inaceptable'],
    mustNot: ['No estoy enfadada, solo pregunto', 'Todo muy bien'],
  },
  {
    kind: 'churn',
    language,
    rules: [
      {
        id: 'never',
        any: [
          'nunca|jamas mas',
          'no ..2 vuelvo|volvere|volveremos|volver a? ..2',
          'cancelar|cancelo|cancele|baja mi|la|de ..2 cuenta|suscripcion',
          'no ..1 recomiendo|recomendaria|recomendare',
          'ultima vez que',
          'me cambio|voy a|con ..2 competencia',
          'perdido|perdieron un|una cliente|clienta',
        ],
        quote: 'clause',
        score: 0.75,
        negated: 'counts',
      },
    ],
    must: ['Nunca más compro aquí', 'No vuelvo a comprar con ustedes', 'Es la última vez que pido'],
    mustNot: ['¡Volveré a comprar!', 'Recomiendo esta tienda'],
  },
  {
    kind: 'repeat_contact',
    language,
    rules: [
      {
        id: 'again',
        any: [
          'segunda|tercera|cuarta|quinta|enesima vez ..4',
          '@num|dos|tres|cuatro|varias|muchas|mil veces',
          'he ..3 escrito|llamado|contactado|reclamado ..4 veces|ya|dos|tres|correos',
          'nadie|no me ha|responde|contesta|respondido|contestado|responden|contestan',
          'otra vez ..3 lo mismo|mismo',
          'sin respuesta',
          'ya ..2 escribi|llame|contacte|reclame',
        ],
        quote: 'clause',
        score: 0.7,
      },
    ],
    must: [
      'Es la tercera vez que escribo',
      'He llamado tres veces y nadie contesta',
      'Mandé dos correos y sigo sin respuesta',
    ],
    mustNot: ['Es mi primera compra', 'Me encanta, gracias'],
  },
  {
    kind: 'first_time',
    language,
    rules: [
      {
        id: 'first',
        any: [
          'primer pedido|vuelo|compra|visita',
          'primera compra|vez|visita ..4',
          'nunca ..2 comprado|pedido|volado',
        ],
        unless: ['primera vez que lo|la|me ..1 lavo|pongo|lave|puse', 'no ..2 primera'],
      },
    ],
    must: ['Es mi primera compra con ustedes', 'Nunca había comprado aquí'],
    mustNot: ['Se rompió la primera vez que lo lavé', 'Es la tercera compra'],
  },
  {
    kind: 'birthday',
    language,
    rules: [{ id: 'day', any: ['cumpleanos|cumple', '$close|$mi ..2 cumple|cumplo @num'] }],
    must: ['Es para el cumpleaños de mi hija', 'Hoy es mi cumple'],
    mustNot: ['El envío cumple el plazo? No sé', 'Quiero cambiar la talla'],
    unless: ['cumple con|el|la|los|las plazo|normas|expectativas|garantia'],
  },
  {
    kind: 'wedding',
    language,
    unless: ['no es ..2 boda'],
    rules: [
      {
        id: 'own',
        any: [
          '$mi|nuestra|su|una|la boda|bodas|luna',
          'boda ..2 $close',
          'me|nos caso|casamos',
          'prometida|prometido|despedida de soltera',
        ],
        unless: ['vestidos de|para bodas'],
      },
    ],
    must: ['Necesito el vestido para mi boda en junio', 'Nos casamos en mayo y necesito el vestido antes'],
    mustNot: ['La talla me queda grande', '¿Cuándo llega el pedido?'],
  },
  {
    kind: 'gift',
    language,
    unless: ['tarjeta|tarjetas ..1 regalo', 'no es ..1 regalo'],
    rules: [
      {
        id: 'for',
        any: [
          'regalo para|de|a|que|!',
          'un|de|como|es|era regalo',
          'regalar|regale|regalarle|regalo ..3 $close',
          'sorpresa para ..2 $close',
          '$close ..6 sorpresa',
        ],
      },
    ],
    must: ['Es un regalo para mi madre', 'Quiero regalarle algo a mi hermana'],
    mustNot: ['¿Tienen tarjetas regalo?', 'La talla me queda grande'],
  },
  {
    kind: 'pet',
    language,
    unless: ['no tengo|tenemos perro|gato|mascota', 'perrito|perro caliente'],
    rules: [
      {
        id: 'mine',
        any: [
          '$mi ..1 perro|perra|perrito|perrita|gato|gata|gatito|gatita|mascota|mascotas|cachorro|conejo',
          'perro|gato|cachorro|mascota ..1 mio|mia|nuevo',
          'tengo|tenemos|adoptamos|adopte|viajar|viajo|volar ..3 perro|perra|gato|gata|mascota|cachorro|perros|gatos',
        ],
      },
    ],
    must: ['Mi perro lo rompió', 'Adoptamos un cachorro', '¿Puedo viajar con mi gato?'],
    mustNot: ['No tengo perro', 'Un perrito caliente frío'],
  },
]
