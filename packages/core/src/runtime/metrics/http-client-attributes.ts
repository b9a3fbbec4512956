import type { Attributes } from "@opentelemetry/api";
import { methodLabel } from "./http-method.js";
import type { RequestRecord } from "./metrics-recorder.js";

/** An attribute that the conventions leave out unless the user asks for it. */
export type OptInAttribute = "url.scheme" | "url.template";

/**
 * The attributes of `http.client.request.duration` (OpenTelemetry, semantic conventions for HTTP metrics, stable since
 * 1.23.0). `http.request.resend_count` is not among them. They stand in the order of their names, in which the SDK has
 * to put them at every measurement.
 */
export function requestAttributes(
  { method, origin, template, status, errorKind }: RequestRecord,
  optIn: readonly OptInAttribute[],
): Attributes {
  const { scheme, address, port } = readOrigin(origin);
  const error = errorType(status, errorKind);
  return {
    ...(error !== undefined && { "error.type": error }),
    "http.request.method": methodLabel(method),
    ...(status !== undefined && { "http.response.status_code": status }),
    "server.address": address,
    ...(port !== undefined && { "server.port": port }),
    ...(optIn.includes("url.scheme") && { "url.scheme": scheme }),
    ...(optIn.includes("url.template") && { "url.template": template }),
  };
}

/** For a client a status of 400 or more is an error, named by itself (semantic conventions for HTTP spans, status). */
function errorType(status: number | undefined, kind: string | undefined): string | undefined {
  if (status === undefined) return kind ?? "_OTHER";
  return status >= 400 ? String(status) : undefined;
}

function readOrigin(origin: string): { scheme: string; address: string; port?: number } {
  const url = URL.parse(origin);
  // A recorder must not throw.
  if (url === null) return { scheme: "_OTHER", address: "_OTHER" };
  const scheme = url.protocol.slice(0, -1);
  return {
    scheme,
    // IPv6 addresses stand without their brackets.
    address: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (scheme === "https" ? 443 : 80) : Number(url.port),
  };
}
