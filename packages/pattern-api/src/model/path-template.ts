/** Why a path of a document cannot be called; undefined when it can. */
export function pathFault(path: string): string | undefined {
  // A space within a path is sent encoded; one at an end is more likely a slip.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\]|^ | $/.test(path))
    return "holds a space, a backslash or a control character";
  const [template = "", query = ""] = splitQuery(path);
  if (template.replaceAll(/\{[^{}]+\}/g, "").search(/[{}]/) !== -1)
    return "has a brace without its pair";
  if (query.includes("{")) return "has a parameter in its query, which is not a path parameter";
  const segments = template.split("/").map((segment) => segment.replaceAll(/%2e/gi, "."));
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "has a segment that servers resolve away";
  return undefined;
}

/** The names between braces, each once, in order. */
export function pathParameterNames(path: string): Set<string> {
  const [template = ""] = splitQuery(path);
  return new Set([...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""));
}

/**
 * The path as it is sent. Some documents tell operations on one path apart by a fragment (`/#Action=List`), which is
 * never sent; some leave out the slash at the beginning, without which it would become part of the host.
 */
export function sentPath(path: string): string {
  const sent = path.split("#", 1)[0] ?? "";
  return sent.startsWith("/") ? sent : `/${sent}`;
}

function splitQuery(path: string): readonly string[] {
  const sent = sentPath(path);
  const at = sent.indexOf("?");
  return at === -1 ? [sent] : [sent.slice(0, at), sent.slice(at + 1)];
}
