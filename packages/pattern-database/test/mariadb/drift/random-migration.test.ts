import { requireService } from "@agentflow/services";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mariadb } from "../../../src/mariadb/mariadb.js";
import { DriftServer } from "./drift-server.js";
import { randomSchema } from "./random-schema.js";

describe.runIf(requireService("mariadbd"))("on a real MariaDB", () => {
  let server: DriftServer;
  beforeAll(async () => {
    server = await DriftServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  test(
    "the SQL makes any schema of any other, and the reversal makes the first again",
    { timeout: 300_000 },
    async () => {
      let changed = 0;
      await fc.assert(
        fc.asyncProperty(randomSchema, randomSchema, async (before, after) => {
          const { first, wanted, reached, back } = await server.thereAndBack(before, after);
          expect(reached).toEqual(wanted);
          expect(back).toEqual(first);
          // Either both differ or neither does.
          const isSame = first.documentDigest === wanted.documentDigest;
          const { differences, scripts } = mariadb.compare(first, wanted);
          expect(differences.length === 0).toBe(isSame);
          expect(scripts.length === 0).toBe(isSame);
          if (!isSame) changed += 1;
        }),
        { seed: 20_260_131, numRuns: 40, includeErrorInReport: true, endOnFailure: true },
      );
      expect(changed).toBeGreaterThan(30);
    },
  );
});
