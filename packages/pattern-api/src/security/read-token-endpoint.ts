import { compareText, errorCodes } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { TokenEndpointModel } from "../model/api-model.js";
import type { Reading } from "../model/reading.js";

/** Where an OAuth 2 or OpenID Connect scheme gives tokens. */
export type EndpointModel = Omit<TokenEndpointModel, "option">;

/** Flows whose tokens a client can ask for, the one that needs no person first. */
const flowNames = [
  "clientCredentials",
  "authorizationCode",
  "password",
  "deviceAuthorization",
  "implicit",
] as const;

/** What a scheme says of its tokens: addresses that may be told a secret, and scopes. */
export function readTokenEndpoint(
  scheme: JsonObject,
  pointer: string,
  baseUrl: string,
  reading: Reading,
): EndpointModel {
  const declared = isJsonObject(scheme["flows"]) ? scheme["flows"] : {};
  const flows = flowNames.flatMap((name) => {
    const flow = declared[name];
    return isJsonObject(flow) ? [{ flow, place: pointerBelow(pointer, "flows", name) }] : [];
  });
  const address = (holder: JsonObject, keyword: string, place: string): string | undefined =>
    readAddress(holder[keyword], pointerBelow(place, keyword), baseUrl, reading);
  const tokenUrls = flows.flatMap(({ flow, place }) => address(flow, "tokenUrl", place) ?? []);
  const [tokenUrl = null] = tokenUrls;
  const refreshUrl =
    flows.flatMap(({ flow, place }) => address(flow, "refreshUrl", place) ?? [])[0] ??
    // A token that a user consented to is refreshed where it was given.
    tokenUrls[1] ??
    null;
  const discoveryUrl =
    address(scheme, "openIdConnectUrl", pointer) ?? address(scheme, "oauth2MetadataUrl", pointer);
  return {
    tokenUrl,
    refreshUrl: refreshUrl === tokenUrl ? null : refreshUrl,
    discoveryUrl: discoveryUrl ?? null,
    scopes: readScopes(flows.map(({ flow }) => flow)),
  };
}

function readAddress(
  value: unknown,
  pointer: string,
  baseUrl: string,
  reading: Reading,
): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const url = parsed(value, [baseUrl, reading.document.source]);
  if (url !== undefined && mayHaveSecrets(url)) return url.href;
  reading.findings.warn(
    errorCodes.documentFaulty,
    pointer,
    `${quoted(value)} is no https: address that could be told a client's secret; it is left out.`,
    "Give the address of the token endpoint as `tokenUrl` when you create the client.",
  );
  return undefined;
}

/** @param bases addresses that it may be relative to, the nearest first; others than `http(s):` do not count */
function parsed(address: string, bases: readonly string[]): URL | undefined {
  if (URL.canParse(address)) return new URL(address);
  const base = bases.find((each) => /^https?:/.test(each));
  return base !== undefined && URL.canParse(address, base) ? new URL(address, base) : undefined;
}

/** RFC 6749 §3.2: by TLS, or else within this machine. */
function mayHaveSecrets({ protocol, hostname, username, password, hash }: URL): boolean {
  const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  const secure = protocol === "https:" || (protocol === "http:" && loopback);
  return secure && username === "" && password === "" && hash === "";
}

/** Every scope of every flow, each once, sorted by name. */
function readScopes(flows: readonly JsonObject[]): EndpointModel["scopes"] {
  const scopes = new Map<string, string>();
  for (const { scopes: declared } of flows) {
    if (!isJsonObject(declared)) continue;
    for (const name of Object.keys(declared)) {
      if (!scopes.has(name)) scopes.set(name, textOf(declared[name]) ?? "");
    }
  }
  return [...scopes]
    .map(([name, description]) => ({ name, description }))
    .toSorted((left, right) => compareText(left.name, right.name));
}
