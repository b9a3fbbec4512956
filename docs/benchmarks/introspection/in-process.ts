/**
 * Milliseconds that each part takes in a process of its own, in which it runs for the first time: one JSON object to
 * stdout. Usage: node in-process.ts <address>
 */
import pattern from "@agentflow/pattern-database";
import { pgDriver } from "@agentflow/database/pg";
import { catalogueQuery } from "./catalogue-query.mjs";

const [address = ""] = process.argv.slice(2);

/** Parts of one making, in milliseconds. */
export interface Parts {
  /** Connect and ask the catalogue one question. */
  readonly floor: number;
  /** Connect, read the whole catalogue, build the model. */
  readonly read: number;
  /** Every file as text, in memory. */
  readonly print: number;
}

async function timed<Result>(work: () => Promise<Result> | Result): Promise<[number, Result]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}

const [floor] = await timed(async () => {
  const driver = pgDriver({ connection: address });
  await driver.run({ text: catalogueQuery, values: [] });
  await driver.close();
});
const input = pattern.input.parse({ name: "Benchmark", connection: "env:DATABASE_URL" });
const [read, model] = await timed(() =>
  pattern.inspect(input, {
    signal: new AbortController().signal,
    secret: () => Promise.resolve(address),
    path: (path) => path,
    document: () => Promise.reject(new Error("There is no document.")),
    related: () => Promise.reject(new Error("There is no document.")),
    report: ({ message }) => {
      throw new Error(message);
    },
  }),
);
const [print] = await timed(() => pattern.decompose(model).map((subtask) => subtask.plan()));
console.log(JSON.stringify({ floor, read, print } satisfies Parts));
