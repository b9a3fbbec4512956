import { fetchBody } from "../light/fetch-body.js";
import { plainBody } from "../http/plain-body.js";
import { usualWriter } from "../parameters/usual-style.js";
import type { RequestWriters } from "./request-writers.js";

/** Writes what nearly all operations take: parameters in the usual styles, and a body of JSON, text or bytes. */
export const usualRequest: RequestWriters = {
  parameter: usualWriter,
  body: (...given) => fetchBody(plainBody(...given)),
};
