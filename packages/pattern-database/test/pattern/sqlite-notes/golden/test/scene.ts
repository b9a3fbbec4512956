import { readFileSync } from "node:fs";
import { DatabaseError } from "@agentflow/database";
import { sqliteDriver } from "@agentflow/database/sqlite";
import { createNotebook, type NotebookTransaction } from "../src/index.js";

const baseline = new URL("../migrations/0001-baseline.sql", import.meta.url);

/** A throw-away database of the recorded schema, in this process. Each test takes back what it did. */
export const notebook = createNotebook({
  connection: sqliteDriver({ path: ":memory:", ddl: readFileSync(baseline, "utf8") }),
});

/** What one test works in. */
export interface Scene {
  readonly tx: NotebookTransaction;
  /** Rows by what makes them and their number. */
  readonly made: Map<unknown, Map<number, unknown>>;
}

/** Runs a test in a transaction of its own, which leaves nothing behind. */
export async function inScene(run: (scene: Scene) => Promise<void>): Promise<void> {
  const takeBack = new Error("what the test did is taken back");
  try {
    await notebook.transaction(async (tx) => {
      await run({ tx, made: new Map() });
      throw takeBack;
    });
  } catch (error) {
    if (error !== takeBack) throw error;
  }
}

/** Inserts a row of a number, changed or not. */
export type RowMaker<Row, New> = (scene: Scene, n: number, changes?: Partial<New>) => Promise<Row>;

/** A row that is not changed is made once for each number, so that rows that need it share it. */
export function rowMaker<Row, New extends object>(
  make: (scene: Scene, n: number) => New | Promise<New>,
  insert: (tx: NotebookTransaction, row: New) => Promise<Row>,
): RowMaker<Row, New> {
  return async (scene, n, changes) => {
    if (changes) return insert(scene.tx, { ...(await make(scene, n)), ...changes });
    const made = scene.made.get(make) ?? new Map<number, unknown>();
    scene.made.set(make, made);
    if (!made.has(n)) made.set(n, await insert(scene.tx, await make(scene, n)));
    // Under this key is only what this maker made.
    return made.get(n) as Row;
  };
}

/** What a row that was just made surely has. */
export function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error("The row has null where a value was inserted.");
  return value;
}

/** The error that the database answers with. */
export async function refusal(action: Promise<unknown>): Promise<DatabaseError> {
  const outcome = await action.then(
    () => new Error("The database refused nothing."),
    (error: unknown) => error,
  );
  if (outcome instanceof DatabaseError) return outcome;
  throw outcome;
}

/** What a caller may send who has no types: null where no column takes it. */
// Typed as what fits anywhere, because the types forbid what the tests are about.
export const missing = null as never;
