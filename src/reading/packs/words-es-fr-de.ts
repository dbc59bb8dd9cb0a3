/** Word classes of the Spanish, French and German packs; accents are taken off before matching. */
import type { Classes } from '../match/pattern.ts'

export const SPANISH: Classes = {
  mi: 'mi mis nuestro nuestra nuestros nuestras',
  close:
    'hija hijo madre padre mama papa esposa esposo mujer marido novia novio hermana hermano amiga amigo abuela abuelo sobrina sobrino suegra',
  owed: 'pedido paquete reembolso envio devolucion respuesta maleta equipaje dinero compra entrega producto',
  bad: 'pesimo pesima horrible terrible fatal malo mala malisimo roto rota defectuoso defectuosa danado danada lento lenta vergonzoso inaceptable decepcionante estafa verguenza',
}
export const FRENCH: Classes = {
  mon: 'mon ma mes notre nos',
  close:
    'fille fils mere pere maman papa femme mari epouse epoux copine copain soeur frere amie ami grand-mere niece neveu compagne compagnon enfants',
  owed: 'commande colis remboursement livraison reponse valise bagage bagages argent retour paquet article produit',
  bad: 'nul nulle horrible terrible affreux mauvais mauvaise cassee casse defectueux defectueuse abime abimee lent lente inacceptable scandaleux honteux decevant decevante catastrophique lamentable arnaque honte inadmissible',
}
export const GERMAN: Classes = {
  mein: 'mein meine meinen meinem meiner unser unsere unseren unserem unserer',
  close:
    'tochter sohn mutter vater mama papa frau mann ehefrau ehemann freundin freund schwester bruder oma opa nichte neffe kinder enkel enkelin',
  owed: 'bestellung paket ruckerstattung erstattung lieferung antwort koffer gepack geld sendung ware rucksendung artikel',
  bad: 'schlecht schlechte schlechter schlechtes furchtbar schrecklich kaputt defekt beschadigt mangelhaft unmoglich unverschamt inakzeptabel enttauschend katastrophe frechheit langsam miserabel ungenugend zumutung',
}
