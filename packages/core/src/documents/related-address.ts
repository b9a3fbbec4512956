import { dirname, join, posix, relative, resolve } from "node:path";
import type { RelatedRules } from "../contract/inspect-context.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { type DocumentAddress, type NpmAddress, parseDocumentAddress } from "./document-address.js";

/** Where a document is that another one refers to. */
export interface RelatedAddress {
  /** As messages and the record name it. */
  readonly source: string;
  readonly address: DocumentAddress;
  /** Of a file: the folder that it must be in when all links are followed. */
  readonly folder?: string;
}

const scheme = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Where a reference of one document leads: to files in the folder of the root document or below, to files of its own
 * npm package, to its own origin, and to hosts that the user allowed.
 * @param reference without a fragment
 * @param from address of the document that has it
 * @param directory what relative paths are relative to
 * @throws AF_REFERENCE_REFUSED when it leads anywhere else
 */
export function relatedAddress(
  reference: string,
  from: string,
  { root, hosts }: RelatedRules,
  directory: string,
): RelatedAddress {
  const base = parseDocumentAddress(from, directory);
  const home = parseDocumentAddress(root.source, directory);
  if (scheme.test(reference) || reference.startsWith("//") || base.kind === "url") {
    const url = URL.parse(
      reference,
      base.kind === "url" ? base.url.href : "https://relative.invalid",
    );
    if (url && mayAsk(url, home, hosts)) {
      return { source: url.href, address: { kind: "url", url } };
    }
    throw refused(reference, from, `is on a host that is not allowed`, allowHost(url));
  }
  const path = decoded(reference);
  if (base.kind === "npm") return inPackage(path, base, reference, from);
  const file = resolve(dirname(base.path), path);
  const folder = dirname(home.kind === "file" ? home.path : base.path);
  if (!isInside(file, folder)) throw refused(reference, from, outside, moveInside);
  return {
    source: join(dirname(from), path),
    address: { kind: "file", path: file },
    folder,
  };
}

/** True for the root document's own origin and for hosts that the user allowed. */
export function mayAsk(url: URL, root: DocumentAddress, hosts: readonly string[]): boolean {
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return false;
  return (root.kind === "url" && url.origin === root.url.origin) || hosts.includes(url.host);
}

/** True when a path is a folder's own or below it; both absolute. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !/^\.\.[\\/]/.test(way) && resolve(folder, way) === resolve(path);
}

const outside = "leads outside the description's own folder";
const moveInside =
  "Move what it refers to beside the description, or bundle them into one document.";

/** The error of a reference that is not followed. Says nothing of what is there. */
function refused(reference: string, from: string, why: string, help: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.referenceRefused,
    `The reference ${stringLiteral(reference)} ${why}.`,
    { help, location: { source: from } },
  );
}

/** That a file, its links followed, is outside the folder. */
export function refusedOutside(reference: string, from: string): AgentFlowError {
  return refused(reference, from, outside, moveInside);
}

function inPackage(
  path: string,
  base: NpmAddress,
  reference: string,
  from: string,
): RelatedAddress {
  const inside = posix.join(posix.dirname(base.path), path);
  if (path.startsWith("/") || inside === ".." || inside.startsWith("../")) {
    throw refused(reference, from, "leads outside the package", moveInside);
  }
  return {
    source: `npm:${base.name}@${base.version}#${inside}`,
    address: { ...base, path: inside },
  };
}

function allowHost(url: URL | null): string {
  return url && /^https?:$/.test(url.protocol)
    ? `Allow it with --allow-host ${url.host} when you trust it, or bundle the description into one document.`
    : "Bundle the description into one document first.";
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
