import { definePattern, templateFolder } from "@agentflow/core";
import { z } from "zod";
import { viewOf } from "./code.js";

const templates = templateFolder(new URL("templates/", import.meta.url));

/** A pattern that keeps every rule; a test breaks one at a time. */
export default definePattern({
  id: "greeting",
  input: z.strictObject({ name: z.string() }),
  async inspect({ name }, context) {
    const { text, digest } = await context.document("greetings.json");
    return {
      unit: { singular: "greeting", plural: "greetings", count: 1, ids: ["greet"] },
      documentDigest: digest,
      text: `${JSON.parse(text).greeting}, ${name}!`,
      labels: { spoken: "aloud" },
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
      plan: () => [
        templates.copy("package.json", "package.json"),
        templates.copy("tsconfig.json", "tsconfig.json"),
        templates.copy("faults.txt", "test/faults.test.ts"),
        templates.copy("greet.txt", "test/greet.test.ts"),
        templates.render("README.md.eta", "README.md", viewOf(model)),
        templates.render("src/greet.ts.eta", "src/greet.ts", viewOf(model)),
        templates.render("labels.json.eta", "labels.json", viewOf(model)),
      ],
    },
  ],
});
