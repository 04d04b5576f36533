/** @file French words of a person’s own screens. */

export const words = {
  'me.title': 'Moi',
  'request.title': 'Ma demande',
};
