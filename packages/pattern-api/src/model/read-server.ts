import { errorCodes, type Json } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonArray, isJsonObject, type JsonObject, ownValue } from "../document/json-object.js";
import type { Reading } from "./reading.js";

/**
 * The base URL of the first of a list of servers, without a final slash; undefined when the list is empty.
 * Variables are replaced by their defaults, and an address without a host is resolved against the document's own.
 * @throws AF_SERVER_UNKNOWN when that gives no `http:` or `https:` URL
 */
export function readServer(
  servers: Json | undefined,
  pointer: string,
  reading: Reading,
): string | undefined {
  if (!isJsonArray(servers) || servers.length === 0) return undefined;
  const [server] = servers;
  const template = isJsonObject(server) ? server["url"] : undefined;
  if (!isJsonObject(server) || typeof template !== "string") {
    throw unknown(`${pointer}/0`, "The server has no `url`.", reading);
  }
  const address = withDefaults(template, server, `${pointer}/0`, reading);
  const url = parsed(address, reading.document.source);
  if (!url) {
    throw unknown(
      `${pointer}/0`,
      `The server ${quoted(address)} has no host, and the document was not read from one.`,
      reading,
    );
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw unknown(
      `${pointer}/0`,
      `${quoted(url.host)} is no plain http: or https: server.`,
      reading,
    );
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
    const variable = ownValue(variables, name);
    const value = isJsonObject(variable) ? variable["default"] : undefined;
    if (typeof value !== "string" && typeof value !== "number") {
      throw unknown(pointer, `The server's variable ${quoted(name)} has no default.`, reading);
    }
    return String(value);
  });
}

function parsed(address: string, source: string): URL | undefined {
  if (URL.canParse(address)) return new URL(address);
  return /^https?:/.test(source) && URL.canParse(address, source)
    ? new URL(address, source)
    : undefined;
}

function unknown(pointer: string, message: string, reading: Reading): Error {
  return reading.findings.error(
    errorCodes.serverUnknown,
    pointer,
    message,
    "Pass `baseUrl` when you create the client, or correct the document's `servers`.",
  );
}
