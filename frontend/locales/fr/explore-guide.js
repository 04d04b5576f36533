/** @file French words of the planner’s rarer settings, of the exploration by sector and of the five questions. */

export const words = {
  'more.avoid': 'Éviter',
  'more.avoid.vocational': 'Le lycée pro',
  'more.avoid.apprenticeship': 'L’alternance',
  'more.avoid.higher': 'Les études sup',
  'more.avoid.continuing': 'La formation continue',
  'more.far': 'Chaque jour, au plus',
  'more.places': 'Lieux',
  'more.accessible': 'Accessibles, si on le sait',
  'more.start': 'Rentrée',
  'more.start.any': 'Peu importe',
  'more.start.year': 'Septembre {year}',

  'explore.sectors': 'Commence par un secteur',
  'explore.sectors.why': 'Choisis ce qui t’attire : tu pourras changer d’avis à chaque étape.',
  'explore.sector.plan': 'Voir les parcours vers ce secteur',

  'guide.open': 'Répondre à cinq questions',
  'guide.at': 'Question {n} sur {of}',
  'guide.before': 'Question d’avant',
  'guide.done': 'Des pistes pour toi',
  'guide.nothing': 'Aucun secteur ne ressort de tes réponses. Regarde la liste, ou recommence autrement.',
  'guide.forget': 'Effacer mes réponses',
  'guide.forgotten': 'Réponses effacées de cet appareil.',
};
