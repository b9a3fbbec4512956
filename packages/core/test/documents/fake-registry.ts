import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { type LoopbackServer, startServer } from "./loopback-server.js";

/** Bytes of a gzipped tarball with these files, in this order. */
export async function tarballOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, body]) => ({
    header: { name, size: Buffer.byteLength(body), type: "file" as const },
    body,
  }));
  return gzipSync(await packTar(entries));
}

/** The hash that a registry announces. */
export function integrityOf(bytes: Uint8Array, algorithm = "sha512"): string {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;
}

/** What differs from a registry as it should be. */
export interface FakeRegistryOptions {
  /** Instead of the tarball's own. */
  readonly dist?: Readonly<Record<string, string | undefined>>;
  /** Has only `/<name>`, not `/<name>/<version>`. */
  readonly listOnly?: boolean;
  /** Answers instead of the registry when it returns true. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** A registry with one package: `@acme/api` 1.2.3. */
export async function startRegistry(
  tarball: Uint8Array,
  options: FakeRegistryOptions = {},
): Promise<LoopbackServer> {
  const server = await startServer((request, response) => {
    if (options.intercept?.(request, response)) return;
    const origin = `http://${request.headers.host}`;
    const version = {
      version: "1.2.3",
      dist: {
        tarball: `${origin}/-/api-1.2.3.tgz`,
        integrity: integrityOf(tarball),
        ...options.dist,
      },
    };
    const answers: Readonly<Record<string, unknown>> = {
      ...(options.listOnly !== true && { "/@acme%2fapi/1.2.3": version }),
      "/@acme%2fapi": { versions: { "1.2.3": version }, "dist-tags": { latest: "1.2.3" } },
    };
    const url = request.url ?? "";
    if (url === "/-/api-1.2.3.tgz") response.end(tarball);
    else if (url in answers) response.end(JSON.stringify(answers[url]));
    else response.writeHead(404).end("{}");
  });
  return server;
}
