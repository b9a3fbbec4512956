import type { RetriedStatus } from "./service-description.js";

/** True for a status that stands in a list, by itself or as part of a range. */
export function matchesStatus(statuses: readonly RetriedStatus[], status: number): boolean {
  const range = `${Math.trunc(status / 100)}XX` as RetriedStatus; // any other text is simply not listed
  return statuses.includes(status) || statuses.includes(range);
}
