/** A target, a comma between links, or `name=value` of a link, the value between quotes or bare. Each character once. */
const parts = /<([^>]*)(?:>|$)|,|([^\s;,="<]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,]*)))?/g;

/**
 * The target of the first link with a relation type in a `Link` header field (RFC 8288 §3), as it stands there:
 * absolute or relative. `undefined` when there is none.
 * @param relation in lower case
 */
export function findLink(field: string, relation: string): string | undefined {
  let link: string | undefined;
  let relations: string | undefined;
  for (const [, target, name, quoted = "", bare] of field.matchAll(parts)) {
    if (name === undefined) {
      link = target;
      relations = undefined;
    } else if (name.toLowerCase() === "rel" && relations === undefined) {
      // RFC 8288 §3.3: further `rel` parameters of the same link are ignored.
      relations = bare ?? quoted.replaceAll(/\\(.)/g, "$1");
      if (relations.toLowerCase().split(/\s+/).includes(relation)) return link;
    }
  }
  return undefined;
}
