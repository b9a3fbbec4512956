/** A query parameter that a path has in its own query: `q={text}` has the name `q` and the variable `text`, `{q}=1` has `q` for both. */
export interface TemplateQuery {
  /** Name on the wire. */
  readonly name: string;
  /** The name between the braces, under which the parameter may be declared. */
  readonly variable: string;
}

/** Why a path of a document cannot be called; undefined when it can. */
export function pathFault(path: string): string | undefined {
  // A space within a path is sent encoded; one at an end is more likely a slip.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\]|^ | $/.test(path))
    return "holds a space, a backslash or a control character";
  const { template, pairs } = splitPath(path);
  if (template.replaceAll(/\{[^{}]+\}/g, "").search(/[{}]/) !== -1)
    return "has a brace without its pair";
  if (pairs.some((pair) => /[{}]/.test(pair) && pairOf(pair) === undefined))
    return "has a brace in its query that does not stand for one whole value";
  const segments = template.split("/").map((segment) => segment.replaceAll(/%2e/gi, "."));
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "has a segment that servers resolve away";
  return undefined;
}

/** The names between braces, each once, in order; those of the query apart. */
export function pathParameterNames(path: string): Set<string> {
  const { template } = splitPath(path);
  return new Set([...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""));
}

/** The parameters in the query of a path, the first of each name. */
export function templateQuery(path: string): readonly TemplateQuery[] {
  const found = new Map<string, TemplateQuery>();
  for (const pair of splitPath(path).pairs) {
    const parameter = pairOf(pair);
    if (parameter && !found.has(parameter.name)) found.set(parameter.name, parameter);
  }
  return [...found.values()];
}

/**
 * The path as it is sent: without parameters in its query, which are sent as all others are. Some documents tell
 * operations on one path apart by a fragment (`/#Action=List`), which is never sent; some leave out the slash at the
 * beginning, without which it would become part of the host.
 */
export function sentPath(path: string): string {
  const { template, pairs } = splitPath(path);
  const fixed = pairs.filter((pair) => pairOf(pair) === undefined);
  return fixed.length === 0 ? template : `${template}?${fixed.join("&")}`;
}

interface SplitPath {
  readonly template: string;
  /** Of the query, as they are written. */
  readonly pairs: readonly string[];
}

function splitPath(path: string): SplitPath {
  const bare = path.split("#", 1)[0] ?? "";
  const whole = bare.startsWith("/") ? bare : `/${bare}`;
  const at = whole.indexOf("?");
  if (at === -1) return { template: whole, pairs: [] };
  const pairs = whole.slice(at + 1).split("&");
  return { template: whole.slice(0, at), pairs: pairs.filter((pair) => pair !== "") };
}

function pairOf(pair: string): TemplateQuery | undefined {
  const [, name = "", value] = /^([^={}]+)=\{([^{}]+)\}$/.exec(pair) ?? [];
  if (value !== undefined) return { name: decoded(name), variable: value };
  // Some documents have the name in braces and an example behind it.
  const [, variable] = /^\{([^{}]+)\}=[^{}]*$/.exec(pair) ?? [];
  return variable === undefined ? undefined : { name: variable, variable };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
