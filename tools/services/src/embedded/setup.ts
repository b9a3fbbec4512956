// For `setupFiles` of vitest, with `global-setup.ts`: an embedded PostgreSQL in memory starts as a copy of an empty one
// that the run makes once. Making one takes three seconds of a processor, copying it less than one. A database in a
// folder, and one in another process, is made as anywhere.
import { inject, vi } from "vitest";
import { copied } from "#embedded/empty-database";

vi.mock("@electric-sql/pglite", async (importOriginal) => {
  const original = await importOriginal<typeof import("@electric-sql/pglite")>();
  const create = copied(original.PGlite, inject("embeddedFolder"));
  // A class of its own: making a database makes others by the class that it is.
  return { ...original, PGlite: Object.assign(class extends original.PGlite {}, { create }) };
});
