import { isAgentFlowError, type Json, serverUrl } from "@agentflow/core";
import type { ServerDescription } from "@agentflow/core/runtime";
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  ownValue,
  textOf,
} from "../document/json-object.js";
import type { ServerModel } from "./api-model.js";
import { readServer, variableDefault } from "./read-server.js";
import type { Reading } from "./reading.js";

/** Characters up to which a description names a server. */
const longestName = 60;

export interface ReadServers {
  /** Of the first; empty when the document does not say where it is. */
  readonly baseUrl: string;
  readonly servers: readonly ServerModel[];
  /** Of all of them, with the default values of their variables. */
  readonly origins: ReadonlySet<string>;
}

/** Where a service is: every server of its document that can be called, the first of which is the usual one. */
export function readServers(reading: Reading): ReadServers {
  const { findings, document } = reading;
  const declared = document.root["servers"];
  // OpenAPI 3.0.3 §4.7.1: without servers, the only one is `/`.
  const listed: readonly Json[] =
    isJsonArray(declared) && declared.length > 0 ? declared : [{ url: "/" }];
  const addresses = listed.map((_, index) =>
    findings.attempt(() => readServer(listed, "#/servers", reading, { index })),
  );
  const names = listed.map(nameOf);
  const servers = listed.flatMap((server, index): ServerModel[] => {
    const address = addresses[index];
    if (address === undefined || !isJsonObject(server)) return [];
    const name = names[index] ?? "";
    const unique = names.filter((other) => other === name).length === 1;
    return [
      {
        name: unique ? name : "",
        description: textOf(server["description"]) ?? "",
        ...templateOf(server, address),
      },
    ];
  });
  // Another server than the first is nobody's choice.
  const [baseUrl] = addresses;
  if (baseUrl === undefined) return { baseUrl: "", servers: [], origins: new Set() };
  const known = addresses.filter((address) => address !== undefined);
  return { baseUrl, servers, origins: new Set(known.map((address) => new URL(address).origin)) };
}

/** OpenAPI 3.2 gives servers names; before it, a short description is one. */
function nameOf(server: Json): string {
  if (!isJsonObject(server)) return "";
  const name = textOf(server["name"]) ?? textOf(server["description"]) ?? "";
  const [line = ""] = name.trim().split("\n");
  return line.length <= longestName ? line : "";
}

/** The address with its variables; without them where their own defaults could not be given by a caller. */
function templateOf(server: JsonObject, address: string): Pick<ServerModel, "url" | "variables"> {
  const template = textOf(server["url"]) ?? "";
  const declared = isJsonObject(server["variables"]) ? server["variables"] : {};
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const variables = [...new Set(names)].flatMap((name) => {
    const variable = ownValue(declared, name);
    return isJsonObject(variable) ? [variableOf(name, variable)] : [];
  });
  const url = template.replace(/[?#].*$/, "").replace(/\/+$/, "");
  const fixed = { url: address, variables: [] };
  // A default that is a placeholder itself is none: the caller has to give the value.
  if (/[{}]/.test(address)) return { url, variables };
  if (variables.length === 0 || !/^(?:https?|\{[^{}]+\}):\/\//.test(url)) return fixed;
  try {
    const filled = serverUrl([serverData({ url, variables })], 0);
    return new URL(filled).href.replace(/\/+$/, "") === address ? { url, variables } : fixed;
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    return fixed;
  }
}

function variableOf(name: string, variable: JsonObject): ServerModel["variables"][number] {
  const usual = variableDefault(variable) ?? "";
  const declared = isJsonArray(variable["enum"]) ? variable["enum"] : [];
  const values = [...new Set(declared.filter((each) => typeof each !== "object").map(String))];
  return {
    name,
    default: usual,
    // The default is a value, also where the document forgets it.
    enum: values.length === 0 ? null : values.includes(usual) ? values : [usual, ...values],
    description: textOf(variable["description"]) ?? "",
  };
}

/** A server as the runtime takes it. */
export function serverData({
  url,
  name = "",
  variables,
}: Pick<ServerModel, "url" | "variables"> & { readonly name?: string }): ServerDescription {
  const described = variables.map(({ name: key, default: usual, enum: values }) => [
    key,
    { default: usual, ...(values && { enum: values }) },
  ]);
  return {
    url,
    ...(name !== "" && { name }),
    ...(described.length > 0 && { variables: Object.fromEntries(described) }),
  };
}
