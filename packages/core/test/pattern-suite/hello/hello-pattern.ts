import { z } from "zod";
import { definePattern, type Pattern, type PatternModel } from "../../../src/contract/pattern.js";
import type { Subtask } from "../../../src/contract/subtask.js";
import { templateFolder } from "../../../src/template/template-folder.js";

const templates = templateFolder<{ "hello.ts.eta": { greeting: string } }>(
  new URL("templates/", import.meta.url),
);

export const helloInput = z.strictObject({ name: z.string() });

export interface HelloModel extends PatternModel {
  readonly text: string;
}

export type HelloPattern = Pattern<typeof helloInput, HelloModel>;

/** A pattern that is right, and with which a test can do one thing wrong at a time. */
export function helloPattern(
  decompose: (model: HelloModel, right: readonly Subtask[]) => readonly Subtask[] = (_, right) =>
    right,
): HelloPattern {
  return definePattern({
    id: "hello",
    input: helloInput,
    async inspect({ name }, context) {
      const { text, digest } = await context.document("greeting.json");
      const { greeting } = z.object({ greeting: z.string() }).parse(JSON.parse(text));
      return {
        unit: { singular: "greeting", plural: "greetings", count: 1, ids: ["greeting"] },
        documentDigest: digest,
        text: `${greeting}, ${name}!`,
      };
    },
    decompose: (model) => decompose(model, [helloSubtask(model)]),
  });
}

/** The one piece of the pattern. */
export function helloSubtask({ text }: HelloModel, id = "hello", path = "src/hello.ts"): Subtask {
  return {
    id,
    title: "Greeting",
    artifact: "adapter",
    dependsOn: [],
    difficulty: "low",
    estimatedTokens: 10,
    plan: () => [
      templates.render("hello.ts.eta", path, { greeting: text }),
      templates.copy("hello.ts.eta", `${path}.txt`),
    ],
  };
}
