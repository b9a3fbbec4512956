import type { SecretFilter } from "../secrets/secret-filter.js";

/** The beginning of a body as a quoted text of at most 200 characters, without credentials. */
export function excerpt(text: string, filter: SecretFilter): string {
  // Cleaned before it is cut, so that no credential is halved and then not found.
  const cleaned = filter.text(filter.values(text).slice(0, 2_000));
  return JSON.stringify(cleaned.length > 200 ? `${cleaned.slice(0, 200)}…` : cleaned);
}
