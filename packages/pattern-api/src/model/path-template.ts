/** Why a path of a document cannot be called; undefined when it can. */
export function pathFault(path: string): string | undefined {
  if (!path.startsWith("/")) return "does not begin with a slash";
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(path))
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

/** Some documents tell operations on one path apart by a fragment (`/#Action=List`), which is never sent. */
export function sentPath(path: string): string {
  return path.split("#", 1)[0] ?? "";
}

function splitQuery(path: string): readonly string[] {
  const sent = sentPath(path);
  const at = sent.indexOf("?");
  return at === -1 ? [sent] : [sent.slice(0, at), sent.slice(at + 1)];
}
