import { readFileSync } from "node:fs";
import { packageDirectory } from "./package-directory.js";

/** The version of this package, read from its own package.json. */
export function commandVersion(): string {
  const text = readFileSync(new URL("package.json", packageDirectory), "utf8");
  // Our own package.json, which npm refuses to publish without a version.
  return (JSON.parse(text) as { readonly version: string }).version;
}
