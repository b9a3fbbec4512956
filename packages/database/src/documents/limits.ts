import { type Place, placeError } from "./place.js";

/** Documents of a page at most: pages are held in memory as a whole. */
const longestPage = 10_000;

/** @throws {DatabaseError} kind "data" when it is neither `undefined` nor a whole number from 0 */
export function limitOf(limit: unknown, place: Place): number | undefined {
  if (limit === undefined) return undefined;
  if (Number.isSafeInteger(limit) && Number(limit) >= 0) return Number(limit);
  throw placeError(place, "The limit must be a whole number, 0 or more", "data");
}

/** @throws {DatabaseError} kind "data" when it is no whole number from 1 to 10,000 */
export function pageSizeOf(size: unknown, what: string, place: Place): number {
  if (Number.isSafeInteger(size) && Number(size) >= 1 && Number(size) <= longestPage) {
    return Number(size);
  }
  throw placeError(place, `${what} must be a whole number from 1 to ${longestPage}`, "data");
}
