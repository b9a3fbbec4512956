import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { isSecure } from "../runtime/http/secure-url.js";
import { stringLiteral } from "../template/literal.js";

/** One file of one exact version of an npm package. */
export interface NpmAddress {
  readonly kind: "npm";
  readonly name: string;
  readonly version: string;
  /** Inside the package, with forward slashes. */
  readonly path: string;
}

/** Where a document is. */
export type DocumentAddress =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: URL }
  | NpmAddress;

const npmAddress =
  /^npm:(?<name>(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)@(?<version>[^#]*)#(?<path>.*)$/is;
/** An exact version (semver.org, 2.0.0); ranges and tags would not name the same bytes tomorrow. */
const exactVersion = /^\d+\.\d+\.\d+(?:-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;
const pathSegment = /^(?!\.{1,2}$)[^\\/\p{Cc}]+$/u;
/** Two letters or more, so that a Windows drive is a path. */
const scheme = /^[a-z][a-z0-9+.-]+:/i;

/**
 * What a user's `--document` means.
 * @param directory what a relative path is relative to
 * @throws AF_USAGE_INVALID when it is none of: a path, `file:`, `https:`, `npm:<package>@<version>#<path>`
 */
export function parseDocumentAddress(source: string, directory: string): DocumentAddress {
  if (source.trim() === "") throw invalid(source, "is empty");
  if (source.toLowerCase().startsWith("npm:")) return parseNpmAddress(source);
  if (!scheme.test(source)) return { kind: "file", path: resolve(directory, source) };
  const url = URL.parse(source);
  if (!url) throw invalid(source, "is not a valid URL");
  if (url.protocol === "file:") return { kind: "file", path: filePath(source, url) };
  if (url.username !== "" || url.password !== "") {
    throw invalid(source, "carries credentials, which would be written into the package's record");
  }
  if (!isSecure(url)) throw invalid(source, "is not an https: URL");
  url.hash = "";
  return { kind: "url", url };
}

function parseNpmAddress(source: string): NpmAddress {
  const { name, version, path } = npmAddress.exec(source)?.groups ?? {};
  if (name === undefined || version === undefined || path === undefined) {
    throw invalid(source, "does not have the form npm:<package>@<version>#<path in the package>");
  }
  if (!exactVersion.test(version))
    throw invalid(source, "does not name an exact version, such as 1.2.3");
  if (!path.split("/").every((segment) => pathSegment.test(segment))) {
    throw invalid(source, "does not end in a path inside the package");
  }
  return { kind: "npm", name, version, path };
}

function filePath(source: string, url: URL): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw invalid(source, "is not a file of this machine");
  }
}

function invalid(source: string, problem: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.usageInvalid,
    `The document address ${stringLiteral(source)} ${problem}.`,
    { help: "Give a file, an https: URL, or npm:<package>@<version>#<path in the package>." },
  );
}
