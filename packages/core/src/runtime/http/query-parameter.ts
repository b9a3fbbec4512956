/** A target (path and query) in which a query parameter has one value; `undefined` takes it out. */
export function withQueryParameter(
  target: string,
  name: string,
  value: string | undefined,
): string {
  const start = target.indexOf("?");
  const path = start === -1 ? target : target.slice(0, start);
  const pairs = start === -1 ? [] : target.slice(start + 1).split("&");
  const key = encodeURIComponent(name);
  // The other pairs stay as they are, byte for byte: URLSearchParams would write them anew.
  const kept = pairs.filter((pair) => {
    const end = pair.indexOf("=");
    const given = end === -1 ? pair : pair.slice(0, end);
    return given !== name && decoded(given) !== name;
  });
  if (value !== undefined) kept.push(`${key}=${encodeURIComponent(value)}`);
  return kept.length === 0 ? path : `${path}?${kept.join("&")}`;
}

/** A name as a server may have written it: a space as a plus, any character as an escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
