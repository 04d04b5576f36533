"""What a browser still holds of somebody: everything a page may keep, and the copies that the browser makes itself."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

KEPT = """async () => {
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie };
  Object.assign(found, { databases: {}, caches: {} });
  for (const { name, version } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, version);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    found.databases[name] = {};
    for (const store of database.objectStoreNames) {
      found.databases[name][store] = await new Promise((resolve, reject) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found.caches[name] = {};
    for (const request of await cache.keys()) {
      found.caches[name][request.url] = await (await cache.match(request)).text();
    }
  }
  return found;
}"""

COPIES = """async (paths) => {
  const found = {};
  for (const path of paths) {
    try {
      const response = await fetch(path, { cache: 'only-if-cached', mode: 'same-origin' });
      if (response.ok) found[path] = await response.text();
    } catch {
      // No copy: that is what is wanted.
    }
  }
  return found;
}"""
"""The browser's own copies of answers (its HTTP cache), asked without going to the network."""

NOT_WIPED = """() => {
  Storage.prototype.clear = () => {};
  IDBFactory.prototype.deleteDatabase = () => { throw new Error('kept'); };
  CacheStorage.prototype.delete = async () => false;
  ServiceWorker.prototype.postMessage = (_message, ports) => ports?.[0]?.postMessage?.({});
}"""
"""For the negative control: a page that cannot forget."""


def kept_by(page: Page) -> dict[str, Any]:
    """Local and session storage, cookies that scripts see, databases and caches, as they are now."""
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def copies_of(page: Page, paths: list[str]) -> dict[str, str]:
    """What the browser kept by itself of these answers."""
    found: dict[str, str] = page.evaluate(COPIES, paths)
    return found


def assert_nothing_of(canaries: set[str], found: object, where: str) -> None:
    """No string of these anywhere in what was found.

    Raises:
        AssertionError: which one was left behind, and where.
    """
    text = json.dumps(found, ensure_ascii=False).lower()
    left = sorted(canary for canary in canaries if canary.lower() in text)
    assert left == [], f"left behind in {where}: {left}"


def cannot_forget(context: BrowserContext) -> None:
    """Every page of this browser from now on keeps all it has, whatever it asks."""
    context.add_init_script(f"({NOT_WIPED})()")


def without_the_servers_help(context: BrowserContext) -> None:
    """The server's answer to leaving no longer asks the browser to forget. Only with a network: it is not emulated."""

    def silenced(route: Any) -> None:
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if name.lower() != "clear-site-data"}
        route.fulfill(response=answer, headers=headers)

    for path in ("**/api/session", "**/api/sign-out"):
        context.route(path, silenced)
