/**
 * A flaky service in a process of its own. Of its requests, 5 % are answered 500 or 503, 1 % end in a reset,
 * and 1 % are answered after 50 to 450 ms. Which ones is the same in every run.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "../child.ts";

/** What it saw. */
export interface ServerState {
  readonly requests: number;
  /** Connections that are open now. */
  readonly connections: number;
}

let requests = 0;
let connections = 0;
let seed = 1;

/** From 0 to less than 1. Lehmer's generator with the factor and modulus of Park and Miller, CACM 36(7), 1993. */
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

const server = createServer((request, response) => {
  requests += 1;
  const answer = (status: number): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ path: request.url, text: "x".repeat(500) }));
  };
  const lot = random() * 100;
  if (lot < 2.5) answer(500);
  else if (lot < 5) answer(503);
  else if (lot < 6) request.socket.resetAndDestroy();
  else if (lot < 7) setTimeout(answer, 50 + 400 * random(), 200);
  else answer(200);
});
server.keepAliveTimeout = 600_000;
server.on("connection", (socket) => {
  connections += 1;
  socket.on("close", () => (connections -= 1));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo; // it listens on TCP
  serveParent(`http://127.0.0.1:${port}`, (): ServerState => ({ requests, connections }));
});
