import { createHash } from "node:crypto";
import type { CacheCodec } from "@agentflow/core/runtime";
import type { TablePlan } from "../table/table-plan.js";
import type { KeptRow } from "./kept-row.js";
import { wireJson, wireOfJson } from "./wire-json.js";

/**
 * Rows as JSON, with a digest of the columns that they have. Programs of several versions share a store while a new one
 * is rolled out: one that reads other columns takes the row for missing, and each still forgets what the other writes.
 */
export function keptRowCodec({ columns, dialect }: TablePlan): CacheCodec<KeptRow | undefined> {
  const shape = columns.map(({ description: { name, type } }) => [name, type]);
  const digest = createHash("sha256").update(JSON.stringify([dialect.title, shape]));
  const expected = digest.digest("base64url").slice(0, 22);
  return {
    encode: (row) => JSON.stringify([expected, ...(row ?? []).map(wireJson)]),
    decode: (text) => {
      const parts: unknown = JSON.parse(text);
      if (!Array.isArray(parts)) throw new TypeError("The kept text is no row.");
      const [found, ...values]: readonly unknown[] = parts;
      if (found !== expected || values.length !== columns.length) {
        throw new TypeError("The kept row has other columns: another version wrote it.");
      }
      return values.map(wireOfJson);
    },
  };
}
