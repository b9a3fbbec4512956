import type { Transport } from "../http/transport.js";
import type { ClientOptions } from "./client-options.js";

/**
 * What sends a client's requests: undici, loaded here and not before, so that other runtimes need not have it.
 */
export async function chooseTransport({ dispatcher }: ClientOptions): Promise<Transport> {
  const { UndiciTransport } = await import("../http/undici-transport.js");
  return new UndiciTransport(dispatcher);
}
