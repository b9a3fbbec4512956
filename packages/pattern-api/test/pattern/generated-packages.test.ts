import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readApiModel } from "../../src/model/read-api-model.js";
import { GeneratedPackage } from "../tests/generated-package.js";

/** What the program under test prints. */
const lists = z.tuple([z.array(z.string()), z.array(z.string()), z.array(z.string())]);

function generate(name: string, document: string): GeneratedPackage {
  const text = readFileSync(new URL(document, import.meta.url), "utf8");
  const source = { source: document, text, digest: "sha256-0" };
  return new GeneratedPackage(readApiModel({ name, document: source }, () => {}));
}

describe.each([
  ["Library", "library/openapi.json", "library-adapter", "createLibrary"],
  ["3 files", "ranges/openapi.json", "service-3-files-adapter", "createService3Files"],
])("the package for %s", { timeout: 60_000 }, (name, document, packageName, create) => {
  let generated: GeneratedPackage;
  beforeAll(() => {
    generated = generate(name, document);
  });
  afterAll(() => generated.remove());

  test.each(["typescript", "typescript-5"] as const)(
    "compiles with %s, libraries included, under more flags than its own",
    (compiler) => {
      const flags = [
        "--noUnusedLocals",
        "--noUnusedParameters",
        "--noPropertyAccessFromIndexSignature",
      ];
      expect(generated.compile(compiler, ...flags)).toBe("");
    },
  );

  test("is imported by its name once it is built, with the client at the front and every module behind", () => {
    expect(generated.build()).toBe("");
    const output = generated.import(`
      import * as entry from ${JSON.stringify(packageName)};
      import * as operations from ${JSON.stringify(`${packageName}/operations`)};
      const client = entry[${JSON.stringify(create)}]({ baseUrl: "http://127.0.0.1:9" });
      await client.close();
      console.log(JSON.stringify([Object.keys(entry), Object.keys(operations), Object.keys(client)]));
    `);
    const [entry, groups, client] = lists.parse(JSON.parse(output));
    expect(entry).toEqual(["ServiceError", create, "operations", "secret", "service"].toSorted());
    expect(client).toEqual([...groups, "client", "close"]);
  });
});
