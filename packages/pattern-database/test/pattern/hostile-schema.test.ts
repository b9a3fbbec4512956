import { expect, onTestFinished, test, vi } from "vitest";
import { hostileNames, hostileSchema } from "../hostile-schema.js";
import { readDdl } from "../read-model.js";
import { filesOf, GeneratedPackage } from "./generated-package.js";

vi.setConfig({ testTimeout: 300_000 });

test("a schema of nothing but trouble gives a package that compiles, runs nothing of it, and passes its tests", async () => {
  const model = await readDdl(hostileSchema);
  const paths = Object.keys(filesOf(model));
  expect(paths.filter((path) => !/^(?:[a-z0-9_-]+\/)*[A-Za-z0-9._-]+$/.test(path))).toEqual([]);
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  expect(generated.compile("--noUnusedLocals", "--noUnusedParameters")).toBe("");
  expect(generated.build()).toBe("");
  const output = generated.import(`
    import { tables } from "shop-database";
    console.log(JSON.stringify(Object.values(tables).map(({ name }) => name)));
  `);
  expect(JSON.parse(output)).toEqual(expect.arrayContaining([...hostileNames]));
  const { passed, failed } = generated.test();
  expect(failed).toEqual([]);
  const unnamed = model.unit.ids.filter((id) => !passed.some((name) => name.startsWith(`${id} `)));
  expect(unnamed).toEqual([]);
});
