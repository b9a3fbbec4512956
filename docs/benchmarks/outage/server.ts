/** A service that is down, in a process of its own: it answers 503, or resets the connection. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "../child.ts";

/** Where it is down in which way. */
export interface Outage {
  readonly unavailable: string;
  readonly reset: string;
}

let requests = 0;

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}

const outage: Outage = {
  unavailable: await listen((_request, response) => {
    response.writeHead(503, { "content-type": "application/json" });
    // stripe takes an answer for a failure only by its `error`.
    response.end('{"error":{"message":"unavailable"}}');
  }),
  reset: await listen((request) => request.socket.resetAndDestroy()),
};

// Requests since it was asked the last time.
serveParent(outage, () => {
  const count = requests;
  requests = 0;
  return count;
});
