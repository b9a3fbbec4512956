/** Why a path of a document cannot be called; undefined when it can. */
export function pathFault(path: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\]/.test(path)) return "holds a backslash or a control character";
  // Within a path a space is sent encoded; at an end it is more likely a slip, and would call another path.
  if (path.trim() !== path) return "begins or ends with a space";
  const [template = "", query = ""] = splitQuery(sentPath(path));
  if (template.replaceAll(/\{[^{}]+\}/g, "").search(/[{}]/) !== -1)
    return "has a brace without its pair";
  if (/[{}]/.test(query))
    return "has a parameter in its query that is not the whole value of a name";
  const segments = template.split("/").map((segment) => segment.replaceAll(/%2e/gi, "."));
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "has a segment that servers resolve away";
  return undefined;
}

/** The names between braces, each once, in order; without those in a query. */
export function pathParameterNames(path: string): Set<string> {
  const [template = ""] = splitQuery(sentPath(path));
  return new Set([...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""));
}

/**
 * Some documents declare query parameters in the path: `/export?file={name}`.
 * @returns the names that the values are sent under, by the names between the braces
 */
export function queryParameterNames(path: string): ReadonlyMap<string, string> {
  const [, query = ""] = splitQuery(withoutFragment(path));
  return new Map(
    query.split("&").flatMap((pair) => {
      const { name, parameter } = pairWithParameter.exec(pair)?.groups ?? {};
      return name !== undefined && parameter !== undefined ? [[parameter, decoded(name)]] : [];
    }),
  );
}

const pairWithParameter = /^(?<name>[^={}]+)=\{(?<parameter>[^{}]+)\}$/;

/**
 * The path as it is sent. Some documents tell operations on one path apart by a fragment (`/#Action=List`), which is
 * never sent; some leave out the slash at the beginning, without which it would become part of the host. What of a
 * query are parameters is not part of it.
 */
export function sentPath(path: string): string {
  const sent = withoutFragment(path);
  const [template = "", query] = splitQuery(sent.startsWith("/") ? sent : `/${sent}`);
  const fixed = query?.split("&").filter((pair) => !pairWithParameter.test(pair)) ?? [];
  return fixed.length === 0 ? template : `${template}?${fixed.join("&")}`;
}

function withoutFragment(path: string): string {
  return path.split("#", 1)[0] ?? "";
}

/** Without the question mark; only the path when there is no query. */
function splitQuery(path: string): readonly string[] {
  const at = path.indexOf("?");
  return at === -1 ? [path] : [path.slice(0, at), path.slice(at + 1)];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A lone percent sign stands for itself.
    return name;
  }
}
