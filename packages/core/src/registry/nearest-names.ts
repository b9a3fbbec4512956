import { distance } from "fastest-levenshtein";
import { serviceKey } from "../contract/requirements.js";
import { compareText } from "../template/compare-text.js";

/**
 * The known names that a person may have meant, nearest first; at most `limit`.
 * A name is near when at most a third of its letters differ, or when one begins with the other, and when it is not
 * much farther than the nearest.
 */
export function nearestNames(name: string, known: readonly string[], limit = 3): readonly string[] {
  const wanted = serviceKey(name);
  const near = [...new Set(known)]
    .map((candidate) => ({ candidate, edits: edits(wanted, serviceKey(candidate)) }))
    .filter(({ candidate, edits: count }) => count <= Math.max(wanted.length, candidate.length) / 3)
    .toSorted(
      (left, right) => left.edits - right.edits || compareText(left.candidate, right.candidate),
    );
  return near
    .filter(({ edits: count }) => count <= (near[0]?.edits ?? 0) + 2)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function edits(left: string, right: string): number {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= 3 && long.startsWith(short) ? 1 : distance(left, right);
}
