import type { ConflictParts } from "./write-dialect.js";

/** ` on conflict …`, as PostgreSQL has it, and SQLite after it. */
export function onConflict({ unique, changed, assignments }: ConflictParts): string {
  const parts = changed.map(({ identifier }) => `${identifier} = excluded.${identifier}`);
  const names = unique.map(({ identifier }) => identifier).join(", ");
  return ` on conflict (${names}) do update set ${[...parts, ...assignments].join(", ")}`;
}
