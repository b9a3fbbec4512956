import type { ServerResponse } from "node:http";
import type { Clock } from "../runtime/clock.js";
import type { FakeRequest } from "./fake-request.js";

/** What a fake service answers. */
export interface FakeAnswer {
  /** Default: 200. */
  readonly status?: number;
  /** A body that is JSON text needs a `content-type` like every other. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Pieces are sent as they come; faults go with a whole body only. */
  readonly body?: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  /** Milliseconds before the answer, by the service's clock. Default: 0. */
  readonly delay?: number;
  /**
   * What goes wrong on the connection. `drop-before-answer`: it is cut when the request has come.
   * `drop-in-body`: it is cut after half of the body that `content-length` promises.
   * `truncate`: half of the body comes, as if it were all. `hang`: nothing comes until the service is closed.
   */
  readonly fault?: "drop-before-answer" | "drop-in-body" | "truncate" | "hang";
}

/** An answer, or how to make one from the request. */
export type FakeReply = FakeAnswer | ((request: FakeRequest) => FakeAnswer);

/** Sends an answer, or does what its fault says. */
export async function sendAnswer(
  answer: FakeAnswer,
  response: ServerResponse,
  clock: Clock,
): Promise<void> {
  const { status = 200, headers = {}, body = "", delay = 0, fault } = answer;
  if (delay > 0) await clock.sleep(delay);
  if (fault === "hang") return;
  if (fault === "drop-before-answer") {
    response.destroy();
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    await sendPieces(body, response);
    return;
  }
  const bytes = Buffer.from(body);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const sent = fault === "truncate" ? half : bytes;
  if (mayHaveBody(status)) response.setHeader("content-length", sent.length);
  if (fault === "drop-in-body") {
    response.write(half, () => response.destroy());
    return;
  }
  response.end(sent);
}

/** Until the client goes away, or the pieces end. */
async function sendPieces(
  pieces: AsyncIterable<string | Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  response.flushHeaders();
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

/** Waits until the client has read on, or has gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

/** RFC 9110 §8.6: these never have a `Content-Length`. */
function mayHaveBody(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}
