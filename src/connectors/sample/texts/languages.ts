/** Customers and agents in French, German and Spanish. */

export const languages = {
  'fr.wismo': [
    "Bonjour, je n'ai toujours pas reçu ma commande {order}. Pouvez-vous me dire où elle se trouve ?",
    "Bonsoir, le suivi n'a pas bougé depuis {days} jours. Est-ce normal ? Merci d'avance.",
    "toujours rien reçu... commande {order}",
    "Bonjour, c'est la deuxième fois que je vous écris au sujet de mon colis. Personne ne m'a répondu.",
    "Ma commande devait arriver mardi pour l'anniversaire de ma mère. Avez-vous des nouvelles ?",
  ],
  'fr.other': [
    "Bonjour, je mesure {height} et j'hésite entre deux tailles pour la robe. Laquelle me conseillez-vous ?",
    "Est-ce que je peux échanger contre une taille plus petite ? Les manches sont trop longues.",
    "Merci infiniment pour votre gentillesse, le petit mot dans le colis m'a beaucoup touchée.",
    "Comment laver le pull sans qu'il feutre ? J'ai peur de la machine.",
    "Je voudrais retourner un article, l'étiquette de retour ne s'imprime pas.",
    "La robe est magnifique, je ne la quitte plus. Bravo à {agent} !",
  ],
  'de.wismo': [
    "Guten Tag, wo bleibt meine Bestellung {order}? Seit {days} Tagen steht da nur „Etikett erstellt“.",
    "Hallo, das Paket ist immer noch nicht da. Könnten Sie bitte nachsehen?",
    "ich warte jetzt seit zwei wochen, langsam werde ich ungeduldig. {order}",
    "Ich schreibe jetzt zum dritten Mal. Wo ist mein Paket?",
    "Laut Zoll fehlt eine Rechnung. Können Sie die bitte schicken? Bestellung {order}.",
  ],
  'de.other': [
    "Hallo, ich bin {height} groß und trage sonst {usual}. Welche Größe würden Sie mir empfehlen?",
    "Die Hose ist leider zu lang. Gibt es die auch in kurz?",
    "Vielen Dank, das ging ja wirklich schnell! Sie sind alle so freundlich.",
    "Kann ich das Kleid in der Maschine waschen? Auf dem Schild steht nur ein Eimer.",
    "Leider kratzt der Pullover doch. Ich möchte ihn zurückschicken.",
    "Motten im Schrank! Reparieren Sie auch Strickjacken?",
    "Ein dickes Lob an {agent}, so geduldig war schon lange niemand mehr mit mir.",
  ],
  'es.wismo': [
    "Hola, todavía no me ha llegado el pedido {order}. ¿Me podéis decir dónde está?",
    "Buenas, llevo {days} días esperando y el seguimiento no cambia.",
    "Es la segunda vez que escribo y nadie me contesta. ¿Qué pasa con mi paquete?",
    "hola, donde esta mi pedido?? lo necesito para el sábado",
  ],
  'es.other': [
    "Hola, mido {height} y no sé si pedir la M o la L. ¿Qué me aconsejáis?",
    "El vestido es precioso pero me queda grande. ¿Se puede cambiar?",
    "Muchas gracias por vuestra ayuda, sois un encanto.",
    "¿Se puede lavar a máquina? Mi gato ha decidido que el jersey es suyo.",
    "Quiero devolver una camiseta, ¿cómo lo hago?",
    "Gracias a {agent} por la paciencia, ¡todo perfecto!",
  ],
  'agent.fr': [
    "Bonjour {name}, merci de votre message. Je regarde avec le transporteur et je vous réponds d'ici {byday}.",
    "Bonjour {name}, bien sûr, je m'en occupe tout de suite. Belle journée !",
    "Bonjour {name}, je suis vraiment désolée pour l'attente. Je vous tiens au courant dès que le colis est scanné.",
    "Merci {name}, votre message m'a fait très plaisir. Je le lis à toute l'équipe.",
    "Bonjour {name}, oui, c'est possible. Vous trouverez l'étiquette en pièce jointe.",
  ],
  'agent.de': [
    "Hallo {name}, danke für Ihre Nachricht. Ich frage beim Versand nach und melde mich bis {byday}.",
    "Guten Tag {name}, das tut mir leid. Sobald das Paket gescannt ist, schreibe ich Ihnen.",
    "Hallo {name}, gern! Ich würde in Ihrem Fall die kleinere Größe nehmen.",
    "Hallo {name}, selbstverständlich. Das Rücksendeetikett hängt an dieser Mail.",
    "Hallo {name}, wie nett, dass Sie das schreiben. Ich gebe es weiter.",
  ],
  'agent.es': [
    "Hola {name}, gracias por escribirnos. Lo consulto con el transportista y te digo algo antes del {byday}.",
    "Hola {name}, claro que sí, te lo cambiamos sin problema.",
    "Hola {name}, siento mucho la espera. En cuanto tenga noticias te escribo.",
    "Gracias a ti, {name}. Da gusto leer mensajes así.",
  ],
} as const
