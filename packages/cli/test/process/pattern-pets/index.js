import { once } from "node:events";
import { definePattern, parseJsonDocument } from "@agentflow/core";
import { z } from "zod";

const file = (path, text) => ({ kind: "text", path, text: `${text}\n` });
const json = (path, value) => file(path, JSON.stringify(value, undefined, 2));

/** One function, its test, and what the options ask for. */
function files({ broken, padding }) {
  return [
    json("package.json", { name: "pets-adapter", private: true, type: "module" }),
    json("tsconfig.json", {
      compilerOptions: { strict: true, module: "nodenext", target: "es2023", skipLibCheck: true },
      include: ["src", "test"],
    }),
    file("src/index.ts", `export const feed = (): string => ${broken ? "1" : '"fed"'};`),
    file(
      "test/feed.test.ts",
      'import { expect, test } from "vitest";\nimport { feed } from "../src/index.js";\n\n' +
        'test("pets/feed", () => {\n  expect(feed()).toBe("fed");\n});',
    ),
    file(
      "test/faults.test.ts",
      'import { expect, test } from "vitest";\nimport { feed } from "../src/index.js";\n\n' +
        'test("pets/feed twice", () => {\n  expect([feed(), feed()]).toEqual(["fed", "fed"]);\n});',
    ),
    file("README.md", '# Pets\n\n`pets/feed`\n\n```ts\nimport { feed } from "pets-adapter";\n```'),
    ...(padding > 0 ? [file("PADDING.md", "x".repeat(padding))] : []),
  ];
}

export default definePattern({
  id: "pets",
  input: z.strictObject({
    name: z.string(),
    document: z.string().optional(),
    broken: z.boolean().default(false),
    padding: z.int().default(0),
    wait: z.boolean().default(false),
    never: z.boolean().default(false),
    timer: z.boolean().default(false),
    exit: z.boolean().default(false),
  }),
  async inspect(input, context) {
    if (input.exit) process.exit(0);
    if (input.never) await new Promise(() => {});
    if (input.timer)
      setTimeout(() => {
        throw new Error("a timer of the pattern threw");
      }, 0);
    if (input.wait || input.timer) await waitForAbort(context.signal);
    const document =
      input.document === undefined ? undefined : await context.document(input.document);
    if (document) parseJsonDocument(document);
    return {
      unit: { singular: "operation", plural: "operations", count: 1, ids: ["pets/feed"] },
      documentDigest: document?.digest ?? "sha256-none",
      broken: input.broken,
      padding: input.padding,
    };
  },
  decompose: (model) => [
    {
      id: "all",
      title: "All files",
      artifact: "adapter",
      dependsOn: [],
      difficulty: "low",
      estimatedTokens: 0,
      plan: () => files(model),
    },
  ],
});

/** A timer keeps the process alive meanwhile, as a socket of a real inspection does. */
async function waitForAbort(signal) {
  const alive = setInterval(() => {}, 1000);
  if (!signal.aborted) await once(signal, "abort");
  clearInterval(alive);
  signal.throwIfAborted();
}
