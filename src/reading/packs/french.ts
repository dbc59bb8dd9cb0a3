/** French packs of the ten kinds that matter most. */
import type { Pack } from './shape.ts'

const language = 'fr'

/** Packs of this file. */
export const FRENCH_PACKS: readonly Pack[] = [
  {
    kind: 'thanks',
    language,
    unless: ['merci de', 'merci pour rien', 'merci d avance'],
    unlessText: ['svp|stp', 'pouvez vous', 'merci d avance'],
    rules: [
      {
        id: 'said',
        any: [
          'merci beaucoup|infiniment|mille|pour|a|!',
          'mille|grand|encore|tres merci',
          'remercie|remercier|remercions|reconnaissante|reconnaissant',
          'service|accueil|equipe|conseillere|conseiller ..2 excellent|excellente|parfait|parfaite|super|genial|geniale|top|impeccable|adorable',
          'excellent|super|tres|bon service|accueil|travail',
        ],
        quote: 'clause',
        score: 0.8,
      },
    ],
    must: ['Merci beaucoup pour votre aide !', 'Le service est excellent, je vous remercie'],
    mustNot: ['Merci de me rembourser', 'Merci pour rien, le colis est perdu'],
  },
  {
    kind: 'complaint',
    language,
    rules: [
      {
        id: 'failed',
        any: [
          '$bad',
          'ne marche|fonctionne|marchent|fonctionnent|repond|repondent|arrive pas|plus',
          'marche|fonctionne|repond pas|plus',
          'probleme|problemes|souci|erreur|panne ..2 avec|de|sur|sur|depuis|?',
          'j|ai|un|une|avons ..2 probleme|souci|erreur|reclamation',
          'mauvaise|pietre|mauvais qualite|service|experience|taille|couleur|article|adresse|produit',
          'pas recu|livre|satisfaite|satisfait|content|contente|conforme|normal|rembourse|remboursee',
          'jamais recu|livre|arrive|repondu',
          'debite|debitee|preleve ..3 deux|fois',
          'en retard',
        ],
        quote: 'clause',
        score: 0.7,
        unless: ['pas de|aucun|sans ..1 probleme|souci|erreur'],
      },
    ],
    must: ['L’article est arrivé cassé', 'L’application ne fonctionne plus', 'Je n’ai pas reçu mon colis'],
    mustNot: ['Aucun problème, tout est parfait', 'Quel est le prix de la livraison ?'],
  },
  {
    kind: 'chasing',
    language,
    rules: [
      {
        id: 'where',
        any: [
          'ou est|en ..5 $owed',
          'quand ..3 recevoir|arrive|arrivera|livre|rembourse|recevrai|vais',
          'toujours|encore|jamais pas|rien|recu|arrive ..4',
          'pas encore ..1 recu|arrive|rembourse|livre',
          'n ai ..1 pas|rien|jamais ..1 recu',
          'pas ..1 recu|arrive|livre|rembourse ..4',
          'attends|attend|attente ..4 depuis|$owed|toujours|encore',
          'depuis ..4 attends|nouvelles|rien',
          'sans nouvelles|reponse',
        ],
        quote: 'clause',
        score: 0.75,
        negated: 'counts',
      },
    ],
    must: [
      'Où est ma commande ?',
      'Je n’ai toujours pas reçu mon remboursement',
      'J’attends depuis deux semaines',
    ],
    mustNot: ['Où est la boutique de Lyon ?', 'La commande est arrivée hier, parfait'],
  },
  {
    kind: 'upset',
    language,
    unless: ['pas ..2 enervee|enerve|fachee|fache|furieuse|furieux|colere'],
    rules: [
      {
        id: 'strong',
        any: [
          'honte|honteux|scandaleux|scandale|inadmissible|inacceptable|furieuse|furieux|enervee|enerve|marre|degoutee|degoute|colere|lamentable|arnaque|arnaqueurs|ridicule|minable|incompetents|incompetence',
          'ras le bol',
          'tres|vraiment|trop|tellement decue|decu|fachee|fache|mecontente|mecontent',
          'le|la|pire pire|service ..1 service|experience|entreprise|compagnie',
          'n importe quoi',
          'service ..1 nul|deplorable|catastrophique',
        ],
        quote: 'clause',
        score: 0.75,
      },
    ],
    must: ['C’est une honte !', 'J’en ai marre de votre service', 'Je suis vraiment déçue'],
    mustNot: ['Je ne suis pas fâchée, je demande juste', 'Très bien'],
  },
  {
    kind: 'churn',
    language,
    rules: [
      {
        id: 'never',
        any: [
          'plus jamais',
          'jamais plus',
          'ne|n ..2 commanderai|acheterai|reviendrai|recommande|prendrai|volerai plus|pas|jamais',
          'commanderai|reviendrai|acheterai plus|jamais',
          'derniere fois que|!',
          'resilier|resilie|annuler|cloturer|supprimer mon|ma|notre compte|abonnement',
          'perdu un|une client|cliente',
          'vais|passe|aller ..2 concurrence|concurrent|ailleurs',
          'deconseille',
        ],
        quote: 'clause',
        score: 0.75,
        negated: 'counts',
      },
    ],
    must: [
      'Plus jamais !',
      'C’est la dernière fois que je commande chez vous',
      'Je veux résilier mon abonnement',
    ],
    mustNot: ['Je reviendrai avec plaisir', 'Je recommande cette boutique'],
  },
  {
    kind: 'repeat_contact',
    language,
    rules: [
      {
        id: 'again',
        any: [
          'deuxieme|troisieme|quatrieme|cinquieme|enieme|2eme|3eme|4eme|seconde fois|mail|message|appel|relance',
          '@num|deux|trois|quatre|plusieurs|dix fois|mails|messages|appels|relances',
          'deja ..2 appele|ecrit|contacte|envoye|relance',
          'personne|jamais|toujours ne|pas|aucune|eu ..3 repond|repondu|rappelle|reponse',
          'sans|aucune reponse',
          'encore ..2 meme probleme|erreur',
        ],
        quote: 'clause',
        score: 0.7,
        negated: 'counts',
      },
    ],
    must: [
      'C’est la troisième fois que je vous écris',
      'J’ai envoyé trois mails sans réponse',
      'Personne ne répond',
    ],
    mustNot: ['C’est ma première commande', 'Très belle robe'],
  },
  {
    kind: 'first_time',
    language,
    rules: [
      {
        id: 'first',
        any: [
          'premiere commande|fois|visite|achat ..3',
          'premier achat|vol|commande',
          'jamais ..2 commande|achete|vole ..3 avant|chez',
        ],
        unless: ['premiere fois que|ou je|j ..2 lave|porte|mets', 'premier|premiere lavage'],
      },
    ],
    must: ['C’est ma première commande chez vous', 'Mon premier achat ici'],
    mustNot: ['Déchiré au premier lavage', 'C’est la troisième commande'],
  },
  {
    kind: 'birthday',
    language,
    rules: [{ id: 'day', any: ['anniversaire|anniv', '@num ans ..3 de ..1 $close'] }],
    must: ['C’est pour l’anniversaire de ma fille', 'Mon anniv est demain'],
    mustNot: ['La robe est trop grande pour moi', 'Notre anniversaire de mariage approche'],
    unless: ['anniversaire de mariage'],
  },
  {
    kind: 'wedding',
    language,
    unless: ['pas ..2 mariage', 'robes de mariage'],
    rules: [
      {
        id: 'own',
        any: [
          'mon|notre|son|un|au|du|le|leur mariage',
          'mariage ..2 $close',
          'me|nous marie|marions',
          'fiance|fiancee|fiancailles|lune de miel|demoiselle d honneur',
        ],
      },
    ],
    must: [
      "J'ai besoin de la robe pour mon mariage en juin",
      'Nous nous marions en mai et la robe n’est pas arrivée',
    ],
    mustNot: ['La robe est trop grande pour moi', 'Où est mon colis ?'],
  },
  {
    kind: 'gift',
    language,
    unless: ['carte|cartes|cheque cadeau|cadeaux', 'pas un cadeau'],
    rules: [
      {
        id: 'for',
        any: [
          'cadeau pour|de|d|a|que|!',
          'un|en|comme|est|etait|de cadeau',
          'offrir|offert|offre ..4 $close',
          'surprise pour|a ..2 $close',
        ],
      },
    ],
    must: ['C’est un cadeau pour ma mère', 'Je veux l’offrir à ma sœur'],
    mustNot: ['Avez-vous des cartes cadeaux ?', 'La taille est trop petite'],
  },
  {
    kind: 'pet',
    language,
    unless: ['pas|n ..3 de chien|chat|animal', 'hot dog'],
    rules: [
      {
        id: 'mine',
        any: [
          '$mon ..1 chien|chienne|chiot|chat|chatte|chaton|lapin|animal',
          'adopte|adoptons|prendre|avoir|avons|ai|voyager|voyage ..4 chien|chiot|chat|chaton|chienne',
          'chien|chat d assistance',
        ],
      },
    ],
    must: ['Mon chien l’a abîmé', 'Nous avons adopté un chiot', 'Je voyage avec un chat en cabine'],
    mustNot: ['Je n’ai pas de chien', 'Un hot dog froid'],
  },
]
