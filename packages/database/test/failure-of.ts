import { DatabaseError } from "../src/errors/database-error.js";

/** What the work is rejected with, which has to be a database error. */
export async function failureOf(work: Promise<unknown>): Promise<DatabaseError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}
