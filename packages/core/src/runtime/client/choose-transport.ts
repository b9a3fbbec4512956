import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { FetchTransport } from "../http/fetch-transport.js";
import type { Transport } from "../http/transport.js";
import type { ClientOptions } from "./client-options.js";

/** Where a program runs, as far as it decides what sends requests. */
interface Platform {
  readonly process?: { readonly versions?: Readonly<Record<string, string | undefined>> };
}

/**
 * What sends a client's requests: undici on Node, `fetch` elsewhere or where one was given.
 * undici is loaded here and not before, so that other runtimes need not have it.
 */
export async function chooseTransport(
  options: Pick<ClientOptions, "fetch" | "dispatcher" | "connections">,
  platform: Platform = globalThis,
): Promise<Transport> {
  const { fetch, dispatcher, connections } = options;
  if (fetch !== undefined || (dispatcher === undefined && !isNode(platform))) {
    return new FetchTransport(fetch && { fetch });
  }
  const { UndiciTransport } = await import("../http/undici-transport.js");
  return new UndiciTransport({ dispatcher, connections });
}

/** @throws AF_CONFIG_INVALID when options are given of which only one can have an effect */
export function checkTransportOptions(options: ClientOptions): void {
  const given = (["fetch", "dispatcher", "connections"] as const).filter(
    (name) => options[name] !== undefined,
  );
  const [first, second] = given;
  if (second === undefined) return;
  throw new AgentFlowError(
    errorCodes.configInvalid,
    `The options "${first}" and "${second}" exclude each other.`,
    { help: `Leave out "${second}": with "${first}" it would have no effect.` },
  );
}

/** Bun and Deno take Node's name, but have connections of their own. */
function isNode({ process }: Platform): boolean {
  const versions = process?.versions;
  return versions?.["node"] !== undefined && !versions["bun"] && !versions["deno"];
}
