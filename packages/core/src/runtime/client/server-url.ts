import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import type { ServerDescription, ServiceDescription } from "./service-description.js";

/** Values of a server's variables, by name. */
export type ServerValues = Readonly<Record<string, string | undefined>>;

/** A server by its place or its name, the values of the first one's variables, or both a server and its values. */
export type ServerChoice =
  | number
  | string
  | ServerValues
  | readonly [server: number | string, values: ServerValues];

/** Parts of a host: no `/`, `@`, `?`, `#`, `\` or `%`, which would end it or begin another. */
const hostText = /^[\p{L}\p{N}._-]*$/u;
/** The same with a port, for a variable that is the whole host. */
const wholeHost = /^(?:[\p{L}\p{N}._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu;
/** Segments of a path, of which none is `.` or `..`. */
const pathText = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.~/-]*$/;

/**
 * The service at one of its servers.
 * @param choice left out: the first, with the default values
 * @throws AF_CONFIG_INVALID when there is no such server or variable, or a value may not stand there
 */
export function atServer(
  service: ServiceDescription,
  choice: ServerChoice | undefined,
): ServiceDescription {
  return choice === undefined
    ? service
    : { ...service, baseUrl: serverUrl(service.servers ?? [], choice) };
}

/**
 * The address of a server with the values of its variables.
 * @throws AF_CONFIG_INVALID when there is no such server or variable, or a value may not stand there
 */
export function serverUrl(servers: readonly ServerDescription[], choice: ServerChoice): string {
  const [place, values] = isPair(choice)
    ? choice
    : typeof choice === "object"
      ? [0, choice]
      : [choice, {}];
  const server =
    typeof place === "number" ? servers[place] : servers.find(({ name }) => name === place);
  if (server === undefined) {
    const known = servers.map(({ name }, index) => name ?? index);
    throw invalid(`There is no server "${place}".`, `Choose one of these: ${known.join(", ")}.`);
  }
  return filled(server, values);
}

function isPair(
  choice: ServerChoice,
): choice is readonly [server: number | string, values: ServerValues] {
  return Array.isArray(choice);
}

function filled({ url, variables = {} }: ServerDescription, values: ServerValues): string {
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(variables, name)) continue;
    const known = Object.keys(variables).join(", ");
    throw invalid(`The server has no variable "${name}".`, `It has these: ${known || "none"}.`);
  }
  const start = url.indexOf("://") + "://".length;
  const end = url.indexOf("/", start);
  const hostEnd = end === -1 ? url.length : end;
  return url.replaceAll(/\{([^{}]+)\}/g, (placeholder, name: string, index: number) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? variable?.default;
    if (variable === undefined || value === undefined) {
      throw invalid(`The server's variable "${name}" has no value.`, `Give it: { ${name}: "…" }.`);
    }
    if (variable.enum !== undefined) {
      if (variable.enum.includes(value)) return value;
      const allowed = variable.enum.join(", ");
      throw invalid(
        `The server's variable "${name}" is none of its values.`,
        `Use one of: ${allowed}.`,
      );
    }
    const allowed = allowedText(url, index, index + placeholder.length, start, hostEnd);
    if (allowed.test(value)) return value;
    throw invalid(
      `The server's variable "${name}" holds a character that cannot stand there.`,
      index < hostEnd
        ? "It is part of the host: letters, digits, dots and hyphens."
        : "It is part of the path: letters, digits, dots, hyphens and slashes, and no segment that is resolved away.",
    );
  });
}

/** What may stand at a place of an address, so that it changes neither what is before nor what is behind it. */
function allowedText(
  url: string,
  index: number,
  next: number,
  start: number,
  hostEnd: number,
): RegExp {
  if (index < start) return /^https?$/;
  if (index >= hostEnd) return pathText;
  if (index === start && next === hostEnd) return wholeHost;
  // A port, or the last piece of a host: with a dot in it, another host would begin.
  if (url[index - 1] === ":") return /^\d{1,5}$/;
  return next === hostEnd && url[index - 1] !== "." ? /^[\p{L}\p{N}_-]*$/u : hostText;
}

function invalid(message: string, help: string): AgentFlowError {
  return new AgentFlowError(errorCodes.configInvalid, message, { help });
}
