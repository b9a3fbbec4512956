import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A package as `npm pack` left it. */
export interface PackedPackage {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly tarball: string;
}

/**
 * A package registry on loopback that holds the given packages and sends every other request on to `upstream`,
 * so that a plain `npm install` finds packages that nobody has published yet.
 */
export async function startPackageRegistry(
  packages: readonly PackedPackage[],
  upstream: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const byName = new Map(packages.map((entry) => [entry.manifest.name, entry]));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    const tarball = packages.find((entry) => path === `tarballs/${entry.manifest.name}.tgz`);
    const found = byName.get(path);
    if (tarball) {
      response.end(readFileSync(tarball.tarball));
    } else if (found) {
      const { name, version } = found.manifest;
      const integrity = `sha512-${createHash("sha512").update(readFileSync(found.tarball)).digest("base64")}`;
      const dist = { integrity, tarball: `${url}tarballs/${name}.tgz` };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          name,
          "dist-tags": { latest: version },
          versions: { [version]: { ...found.manifest, dist } },
        }),
      );
    } else {
      response.writeHead(307, { location: new URL(request.url?.slice(1) ?? "", upstream).href });
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
