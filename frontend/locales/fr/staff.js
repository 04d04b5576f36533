/** @file French words of staff screens. */

export const words = {
  'staff-home.title': 'Gestion',
  'shares.title': 'Vos liens',
  'bed-plan.title': 'Plan des lits',
  'queue.title': 'Demandes',
};
