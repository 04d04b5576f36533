/** @file French words of a counsellor's link. */

export const words = {
  'share.title': 'Créer un lien pour un élève',
  'share.explained':
    'Le lien s’ouvre sans compte et ne porte aucune donnée personnelle. N’écrivez pas de nom dans la note.',
  'share.note': 'Votre note (facultative)',
  'share.days': 'Le lien s’efface après',
  'share.days.n': '{n} jours',
  'share.create': 'Créer le lien',
  'share.done': 'Lien valable jusqu’au {day}. Notez-le maintenant : il ne sera plus affiché.',
  'share.send': 'Partager le lien',
};
