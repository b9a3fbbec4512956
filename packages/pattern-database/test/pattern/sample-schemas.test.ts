import { requireService, sampleFolder } from "@agentflow/services";
import { describe, expect, it } from "vitest";
import { readDdl } from "../read-model.js";
import { GeneratedPackage } from "./generated-package.js";
import { logtoSql, workerSql } from "./sample-schemas.js";

const samples = [
  { name: "graphile-worker", sql: workerSql, schema: "graphile_worker", tables: 5 },
  { name: "logto-schemas", sql: logtoSql, schema: "public", tables: 79 },
] as const;

for (const { name, sql, schema, tables } of samples) {
  describe.runIf(requireService(name))(`the schema of a real product, ${name}`, () => {
    it("gives a package that compiles, and whose own tests pass and name every table", async () => {
      const model = await readDdl(sql(sampleFolder(name)), { schema: [schema] });
      expect(model.tables).toHaveLength(tables);
      const generated = new GeneratedPackage(model);
      try {
        expect(generated.compile("--noUnusedLocals", "--noUnusedParameters")).toBe("");
        const { passed, failed } = generated.test();
        expect(failed).toEqual([]);
        const unnamed = model.unit.ids.filter(
          (id) => !passed.some((test) => test.startsWith(`${id} `)),
        );
        expect(unnamed).toEqual([]);
      } finally {
        generated.remove();
      }
    }, 300_000);
  });
}
