/** @file French words of boarding houses. */

export const words = {
  'houses.title': 'Internats',
  'house.title': 'Internat',
};
