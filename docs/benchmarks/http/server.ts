/** Answers every request with the same 668 bytes of JSON, in a process of its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "../child.ts";
import { answerText } from "./answer.ts";

const body = Buffer.from(answerText);
const server = createServer((_request, response) => {
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": body.byteLength,
  });
  response.end(body);
});
// A contestant waits for its turn longer than the 5 seconds after which Node closes a connection.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo; // it listens on TCP
  serveParent(`http://127.0.0.1:${port}`, () => undefined);
});
