/** @file French words of signing in. */

export const words = {
  'sign-in.title': 'Connexion',
  'demo-mail.title': 'Courriel de démonstration',
};
