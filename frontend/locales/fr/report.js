/** @file French words of « signaler une erreur ». */

export const words = {
  'report.title': 'Signaler une erreur',
  'report.explained': 'Page concernée : {page}. Ne donne aucun nom ni numéro : le signalement est anonyme.',
  'report.category': 'Qu’est-ce qui ne va pas',
  'report.category.wrong_data': 'Une information fausse',
  'report.category.broken': 'Ça ne marche pas',
  'report.category.accessibility': 'Accessibilité',
  'report.category.unclear': 'Pas clair',
  'report.category.other': 'Autre chose',
  'report.text': 'Raconte en quelques mots',
  'report.send': 'Envoyer',
  'report.thanks': 'Merci',
  'report.back': 'Revenir à la page',
};
