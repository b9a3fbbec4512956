import type { Environment } from "./environment.js";

/**
 * The settings of an `.npmrc`: `key = value` lines, `;` and `#` comments, quotes, and `${NAME}` for environment
 * variables, which stay as they are when unset, as npm has it. Lists (`key[] = value`) are joined by newlines.
 */
export function parseNpmrc(text: string, environment: Environment): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const match = /^\s*(?<key>[^=;#\s][^=]*?)(?<list>\[\])?\s*=\s*(?<value>.*?)\s*$/.exec(
      line,
    )?.groups;
    if (match?.["key"] === undefined) continue;
    const key = expand(match["key"], environment);
    const value = expand(unquote(match["value"] ?? ""), environment);
    const earlier = match["list"] === undefined ? undefined : settings.get(key);
    settings.set(key, earlier === undefined ? value : `${earlier}\n${value}`);
  }
  return settings;
}

function unquote(value: string): string {
  const quoted = /^"(?<double>.*)"$|^'(?<single>.*)'$/.exec(value)?.groups;
  if (quoted) return quoted["double"] ?? quoted["single"] ?? "";
  return value
    .replace(/(?<!\\)[;#].*$/, "")
    .replaceAll(/\\([;#])/g, "$1")
    .trim();
}

/** `${NAME}`, `${NAME?}` (empty when unset), and `\${NAME}`, which is left alone. */
function expand(text: string, environment: Environment): string {
  return text.replaceAll(
    /(?<!\\)\$\{(?<name>[^${}?]+)(?<optional>\?)?\}/g,
    (whole, name: string, optional: string | undefined) =>
      environment[name] ?? (optional === undefined ? whole : ""),
  );
}
