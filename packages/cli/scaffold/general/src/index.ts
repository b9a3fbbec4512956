import { Code, compareText, definePattern } from "@agentflow/core";
import { z } from "zod";
import { templates } from "./templates.js";

/** What a description of My service says. */
const resource = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z]*$/),
  path: z.string().regex(/^\/[\w/-]*$/),
});
const description = z.strictObject({ baseUrl: z.url(), resources: z.array(resource).min(1) });

export default definePattern({
  id: "my-service",
  input: z.strictObject({
    name: z.string().min(1).describe("What you call the service"),
    document: z.string().describe("JSON list of its resources"),
  }),

  // The only stage with I/O: everything later depends on this plain JSON alone.
  async inspect({ name, document }, context) {
    const { text, digest } = await context.document(document);
    const { baseUrl, resources } = description.parse(JSON.parse(text));
    const sorted = resources.toSorted((left, right) => compareText(left.name, right.name));
    const ids = sorted.map((one) => one.name);
    return {
      unit: { singular: "resource", plural: "resources", count: ids.length, ids },
      documentDigest: digest,
      name,
      baseUrl,
      resources: sorted,
    };
  },

  // Pure: equal models give equal files.
  decompose({ name, baseUrl, resources }) {
    const functions = resources.map((one) => ({ ...one, identifier: Code.identifier(one.name) }));
    const view = { name, baseUrl, resources: functions };
    const plan = () => [
      templates.copy("package.json", "package.json"),
      templates.copy("tsconfig.json", "tsconfig.json"),
      templates.render("README.md.eta", "README.md", view),
      templates.render("src/index.ts.eta", "src/index.ts", view),
      templates.render("test/resources.test.ts.eta", "test/resources.test.ts", view),
      templates.render("test/faults.test.ts.eta", "test/faults.test.ts", view),
    ];
    const task = { title: "All files", artifact: "adapter", difficulty: "low" } as const;
    return [{ id: "all", dependsOn: [], estimatedTokens: 0, ...task, plan }];
  },
});
