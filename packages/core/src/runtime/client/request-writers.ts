import type { LightInit } from "../light/light-options.js";
import { ParameterError } from "../parameters/parameter-text.js";
import { plainWriter, type WriterOf } from "../parameters/plain-style.js";
import type { BodyDescription } from "./operation-description.js";

/** A body as `fetch` takes it. */
export interface SentBody {
  readonly contentType: string;
  readonly init: Pick<LightInit, "body" | "duplex">;
}

/** What writes the requests of an operation for a light client. */
export interface RequestWriters {
  readonly parameter: WriterOf;
  /**
   * @param contentType one of the described types; default: the first of them
   * @throws {ParameterError} when the body cannot be sent
   */
  body(description: BodyDescription, body: unknown, contentType?: string): SentBody | undefined;
}

/** Writes what needs no style and no body. */
export const plainRequest: RequestWriters = {
  parameter: plainWriter,
  body: () => {
    throw new ParameterError("a body needs usualRequest or anyRequest");
  },
};
