import { posix } from "node:path";
import type { SourceDocument } from "@agentflow/core";
import type { Overlay } from "./overlay.js";

/**
 * Whether an overlay was made for a document, by its `extends`, a reference that may be relative to the overlay. True
 * also when it does not say, and when one address begins at the root of the file system and the other does not.
 */
export function isMadeFor(
  { extends: reference, document }: Overlay,
  { source }: Pick<SourceDocument, "source">,
): boolean {
  if (reference === undefined) return true;
  const wanted = resolved(reference, document.source);
  const given = addressOf(source);
  if (isAbsolute(wanted) !== isAbsolute(given)) return isUrl(wanted) === isUrl(given);
  return wanted === given;
}

/** A reference from a document: an address of its own, or one relative to that of the document. */
function resolved(reference: string, from: string): string {
  if (isUrl(reference)) return addressOf(reference);
  const base = addressOf(from);
  const at = base.lastIndexOf("#") + 1;
  if (base.startsWith("npm:")) return base.slice(0, at) + pathFrom(reference, base.slice(at));
  return isUrl(base)
    ? addressOf(URL.parse(reference, base)?.href ?? reference)
    : pathFrom(reference, base);
}

function pathFrom(reference: string, base: string): string {
  const path = decoded(reference);
  return posix.normalize(path.startsWith("/") ? path : posix.join(posix.dirname(base), path));
}

/** One spelling for each address. */
function addressOf(source: string): string {
  if (source.startsWith("npm:")) return source;
  if (!isUrl(source)) return posix.normalize(source.replaceAll("\\", "/"));
  const url = URL.parse(source);
  if (url?.protocol === "file:") return posix.normalize(decoded(url.pathname));
  return url ? url.href.replace(/#.*$/s, "") : source;
}

function isAbsolute(path: string): boolean {
  return /^(?:[a-z]:)?\//i.test(path);
}

/** Two letters or more before the colon, so that a drive of Windows is a path. */
function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray `%` is not an encoding: it is meant as it stands.
    return text;
  }
}
