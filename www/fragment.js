/** What the page keeps in the fragment of its address: nothing in it is sent to the server, a query would be. */

/** @returns {URLSearchParams} */
export function fragment() {
  return new URLSearchParams(location.hash.slice(1));
}

/**
 * Sets all values of some names; none takes a name out. No entry in the history: the page has no steps to go back.
 * @param {Record<string, Iterable<string>>} values
 */
export function setFragment(values) {
  const params = fragment();
  for (const [name, list] of Object.entries(values)) {
    params.delete(name);
    for (const value of list) params.append(name, value);
  }
  const written = params.toString();
  history.replaceState(history.state, "", written ? `#${written}` : location.pathname + location.search);
}
