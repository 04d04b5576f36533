/** @file Where a figure comes from, on tap: year, scope, source, licence. */
import { t } from '../core/i18n.js';
/** @import { FigureOut } from '../types/api.js' */

/** @param {FigureOut} figure */
export function showSource(figure) {
  const box = document.createElement('dialog');
  box.className = 'source';
  const title = document.createElement('h2');
  title.textContent = t('source.title');
  const facts = document.createElement('dl');
  facts.className = 'facts';
  for (const [name, words] of rows(figure)) {
    const term = document.createElement('dt');
    term.textContent = t(`source.${name}`);
    const value = document.createElement('dd');
    value.textContent = words;
    facts.append(term, value);
  }
  const close = document.createElement('button');
  close.className = 'btn';
  close.textContent = t('close');
  close.addEventListener('click', () => box.close());
  box.addEventListener('click', (event) => event.target === box && box.close());
  box.addEventListener('close', () => box.remove());
  box.append(title, facts, close);
  document.body.append(box);
  box.showModal();
}

/** @param {FigureOut} figure @returns {[string, string][]} */
function rows(figure) {
  /** @type {[string, string | null][]} */
  const all = [
    ['vintage', figure.vintage.replace('_', '-')],
    ['scope', figure.scope],
    ['published', figure.published_as],
    ['source', figure.source],
    ['licence', figure.licence],
  ];
  return /** @type {[string, string][]} */ (all.filter(([, words]) => words));
}
