/** @file French words of the lists of places: placements, sport. */

export const words = {
  'list.more': 'Voir la suite',
  'near.hint': 'Une commune',
  'near.distance': 'Distance à vol d’oiseau',
  'near.wider': 'Chercher partout',

  'internships.title': 'Stages',
  'internships.heading': 'Où demander',
  'internships.heading.mark': 'un stage ?',
  'internships.explained': 'Appelle ou passe avec ta convention : ton lycée t’aide à la préparer.',
  'internships.count': { one: '{n} entreprise du secteur', other: '{n} entreprises du secteur' },
  'internships.none': 'Aucune entreprise du secteur connue à cette distance.',

  'sport.title': 'Sport',
  'sport.heading': 'Bouger',
  'sport.heading.mark': 'près de là',
  'sport.count': { one: '{n} équipement', other: '{n} équipements' },
  'sport.none': 'Aucun équipement connu à cette distance.',
  'sport.activity': 'Activité',
  'sport.activity.any': 'Toutes',
  'sport.school': 'dans un établissement scolaire',
  'sport.accessible': 'accessible',
  'sport.year': 'relevé en {year}',
};
