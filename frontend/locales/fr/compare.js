/** @file French words of the comparison. */

export const words = {
  'compare.title': 'Comparer',
  'compare.caption': 'Comparaison des parcours {titles}',
  'compare.region': 'Tableau à faire glisser',
  'compare.shown': '{from}–{to} sur {n} · glisse',
  'compare.shown.one': '{from} sur {n} · glisse',
  'compare.best': ' (le meilleur)',
  'compare.drop': 'Retirer',
  'compare.remove': 'Retirer « {label} » de la comparaison',
  'compare.keep': 'Garder « {label} »',
  'compare.kept': '« {label} » gardé',
  'compare.keep.failed': '« {label} » n’a pas pu être gardé. Réessaie quand tu as du réseau.',
  'compare.none': 'Choisis deux ou trois parcours dans une liste de résultats, puis compare-les ici.',
  'pick.off': 'Comparer',
  'pick.label': 'Comparer : {headline}',
  'pick.more': { one: 'Choisis encore {n} parcours à comparer.', other: 'Choisis {n} ou 3 parcours à comparer.' },
  'pick.go': 'Comparer {n} parcours',
  'pick.full': 'Trois parcours au plus : enlève-en un d’abord.',
  'compare.find': 'Chercher un parcours',
};
