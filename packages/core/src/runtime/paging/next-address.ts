import type { Answer } from "../client/caller.js";
import { seenBefore } from "./page-values.js";
import type { NextOf } from "./paging.js";

/**
 * Begins pages that lead on by an address. Credentials go with the request for the next page, so it has to be where
 * this one came from.
 * @param targetOf the address in an answer, absolute or relative; `undefined` when there is no next page
 */
export function addressPages(
  targetOf: (answer: Answer) => string | number | undefined,
): () => NextOf {
  return () => {
    const seen = new Set<string>();
    return (answer) => {
      const target = targetOf(answer);
      if (target === undefined) return undefined;
      seen.add(answer.url);
      const here = new URL(answer.url);
      const url = URL.parse(String(target), answer.url);
      // A service behind a proxy may not know that it is called encrypted.
      if (url?.host === here.host && url.protocol === "http:") url.protocol = here.protocol;
      if (url?.origin !== here.origin) {
        throw new Error(`the next page is at ${url?.origin ?? "no URL"}, not at ${here.origin}`);
      }
      if (seen.has(url.href)) throw new Error(seenBefore);
      seen.add(url.href);
      return { url };
    };
  };
}
