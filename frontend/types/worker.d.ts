/** What the server writes above `sw.js` (backend/passerelles/pages/worker.py). */
declare const BUILD: { name: string; files: string[]; offline: string };
