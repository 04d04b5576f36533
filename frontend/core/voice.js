/** @file "Tu" to students, "vous" to everybody else: the same key, with `.vous` when the words differ. */

import { knows, t } from './i18n.js';

/** @import { MeOut } from '../types/api.js' */

/** @param {boolean} formal @returns {typeof t} */
export function voice(formal) {
  return (key, values) => t(formal && knows(`${key}.vous`) ? `${key}.vous` : key, values);
}

/** Whether a person is spoken to as "vous". @param {MeOut} person */
export function isFormal({ roles }) {
  return roles.length > 0 && !roles.some(({ name }) => name === 'student' || name === 'apprentice');
}

/** Whether those who go there are: staff, guardians. A visitor going nowhere is a student. @param {string | null} next */
export function leadsToFormal(next) {
  return /^\/(gestion|responsable|accord|invitation)/.test(next ?? '');
}
