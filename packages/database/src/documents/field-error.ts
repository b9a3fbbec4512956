import { type Place, placeError } from "./place.js";
import type { DatabaseError } from "../errors/database-error.js";
import { shown } from "../table/usage-error.js";

/** A value that a field cannot hold; its message says what it must be. Those who go through documents add where it stands, from the inside out. */
export class FieldError extends Error {
  readonly path: string[] = [];
}

/** Runs a step of a document's encoding; where it fails, `name` is a part of the path. */
export function within<Result>(name: string, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    if (error instanceof FieldError) error.path.unshift(name);
    throw error;
  }
}

/** Gives what a value is refused with its place. It tells names, never values. */
export function checkedAt<Result>(place: Place, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    throw error instanceof FieldError ? fieldFailure(error, place) : error;
  }
}

function fieldFailure({ path, message }: FieldError, place: Place): DatabaseError {
  const [top] = path;
  const what = top === undefined ? "A value" : `The value of ${shown(path.join("."))}`;
  return placeError(place, `${what} ${message}`, "data", top === undefined ? [] : [top]);
}
