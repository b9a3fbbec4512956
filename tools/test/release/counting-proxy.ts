import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What the proxy saw of one attempt to publish. */
export interface Attempt {
  readonly name: string;
  /** What the registry answered. */
  readonly status: number | undefined;
}

/** Where the publisher's connection ends early. */
export interface Cut {
  /** The package that it is about to publish. */
  readonly name: string;
  /** `before`: the registry never hears of it. `after`: the registry has it, and the publisher never hears that. */
  readonly moment: "before" | "after";
  readonly action: () => void;
}

/** Stands before a registry and notes what is published there. It ends with the test. */
export async function startCountingProxy(
  target: string,
  cut?: Cut,
): Promise<{ readonly url: string; readonly attempts: readonly Attempt[] }> {
  const attempts: Attempt[] = [];
  const server = createServer((incoming, response) => {
    const { method = "GET", url = "/", headers } = incoming;
    const name = method === "PUT" ? decodeURIComponent(url.slice(1)) : undefined;
    const cutHere = name !== undefined && name === cut?.name ? cut : undefined;
    if (cutHere?.moment === "before") {
      cutHere.action();
      incoming.destroy();
      return;
    }
    // Under the name it was asked by, so that it names its tarballs so.
    const outgoing = request(new URL(url, target), { method, headers }, (answer) => {
      if (name !== undefined) attempts.push({ name, status: answer.statusCode });
      cutHere?.action();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { url: `http://127.0.0.1:${port}/`, attempts };
}
