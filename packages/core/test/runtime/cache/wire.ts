import type { WireAnswer, WireRequest } from "../../../src/runtime/http/exchange.js";

export const origin = "https://api.example";

/** A request for `path` with a method. */
export function request(
  method: WireRequest["method"],
  path: string,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  return { method, origin, path, headers: { ...headers }, body: undefined };
}

/** A GET. */
export function get(path: string, headers?: Readonly<Record<string, string>>): WireRequest {
  return request("GET", path, headers);
}

/** An answer with a text for a body. */
export function answer(
  text: string,
  headers: WireAnswer["headers"] = {},
  status = 200,
): WireAnswer {
  return { status, headers, body: new TextEncoder().encode(text) };
}

/** The text of a body. */
export function textOf({ body }: Pick<WireAnswer, "body">): string {
  return new TextDecoder().decode(body);
}
