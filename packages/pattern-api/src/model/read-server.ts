import { errorCodes, type Json } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonArray, isJsonObject, type JsonObject, ownValue } from "../document/json-object.js";
import type { Reading } from "./reading.js";

export interface ReadServerOptions {
  /** Which of the list. Default: 0. */
  readonly index?: number;
  /** What an address without a host is resolved against when the document was not read from a host. Default: nothing. */
  readonly baseUrl?: string;
}

/**
 * The base URL of one of a list of servers, without a final slash; undefined when the list is empty.
 * Variables are replaced by their defaults, and an address without a host is resolved against the document's own.
 * @throws AF_SERVER_UNKNOWN when that gives no `http:` or `https:` URL
 */
export function readServer(
  servers: Json | undefined,
  pointer: string,
  reading: Reading,
  { index = 0, baseUrl = "" }: ReadServerOptions = {},
): string | undefined {
  if (!isJsonArray(servers) || servers.length === 0) return undefined;
  const server = servers[index];
  const place = `${pointer}/${index}`;
  const template = isJsonObject(server) ? server["url"] : undefined;
  if (!isJsonObject(server) || typeof template !== "string") {
    throw unknown(place, "The server has no `url`.", reading);
  }
  const address = withDefaults(template, server, place, reading);
  const url = parsed(address, [reading.document.source, baseUrl]);
  if (!url) {
    throw unknown(
      place,
      `The server ${quoted(address)} has no host, and the document was not read from one.`,
      reading,
    );
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw unknown(place, `${quoted(url.host)} is no plain http: or https: server.`, reading);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function withDefaults(
  template: string,
  server: JsonObject,
  pointer: string,
  reading: Reading,
): string {
  const variables = isJsonObject(server["variables"]) ? server["variables"] : {};
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = variableDefault(ownValue(variables, name));
    if (value === undefined) {
      throw unknown(pointer, `The server's variable ${quoted(name)} has no default.`, reading);
    }
    return value;
  });
}

/** @param bases of which the first with a host counts */
function parsed(address: string, bases: readonly string[]): URL | undefined {
  if (URL.canParse(address)) return new URL(address);
  const base = bases.find((each) => /^https?:/.test(each));
  return base !== undefined && URL.canParse(address, base) ? new URL(address, base) : undefined;
}

/** The value of a server's variable that nobody chose: the first of its values where the document names no default. */
export function variableDefault(variable: Json | undefined): string | undefined {
  if (!isJsonObject(variable)) return undefined;
  const [first] = isJsonArray(variable["enum"]) ? variable["enum"] : [];
  const value = variable["default"] ?? first;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function unknown(pointer: string, message: string, reading: Reading): Error {
  return reading.findings.error(
    errorCodes.serverUnknown,
    pointer,
    message,
    "Pass `baseUrl` when you create the client, or correct the document's `servers`.",
  );
}
