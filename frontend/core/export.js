/**
 * @file The page of all that is held about somebody (`/moi/donnees/export`) is theirs alone: gone once they have left, with
 * or without a network, by Back, by Reload, from the browser's memory and in another tab. A plain script, run before the
 * page's text is read; without it the page reads the same.
 */

{
  const [left, owner] = ['passerelles.leaving', 'passerelles.owner'];
  let opened = localStorage.getItem(owner);

  const check = () => {
    opened ??= localStorage.getItem(owner); // known since
    if (!localStorage.getItem(left) && localStorage.getItem(owner) === opened) return;
    stop();
    document.documentElement.replaceChildren();
    location.replace('/moi');
  };

  check();
  addEventListener('pageshow', check);
  addEventListener('storage', check);
}
