import { patternSuite } from "../../../src/pattern-suite.js";
import { helloPattern, type HelloPattern, helloSubtask } from "../hello/hello-pattern.js";

const hello = new URL("../hello/", import.meta.url);
const here = new URL("./", import.meta.url);

/** Declares the suite for a pattern that breaks one rule, which `name` tells. */
function broken(name: string, pattern: HelloPattern): void {
  patternSuite(pattern, new URL("package.json", hello), {
    [name]: {
      directory: new URL("greeting/", hello),
      input: { name: "world" },
      documents: { "greeting.json": new URL("greeting/document.json", hello) },
    },
  });
}

/** The right pattern with one more file, shipped verbatim so that it needs no golden. */
function withFile(path: string, source: string): HelloPattern {
  return helloPattern((_, subtasks) =>
    subtasks.map((subtask) => ({
      ...subtask,
      plan: () => [...subtask.plan(), { kind: "copy", path, source: new URL(source, here) }],
    })),
  );
}

patternSuite(helloPattern(), new URL("package.json", here), {});

broken(
  "changed text",
  helloPattern((model) => [helloSubtask({ ...model, text: "Hi" })]),
);

let calls = 0;
broken(
  "changing files",
  helloPattern((model) => {
    calls += 1;
    return [helloSubtask({ ...model, text: `Hello ${calls}` })];
  }),
);

broken(
  "dropped file",
  helloPattern(() => []),
);

broken("path outside", withFile("../extra.ts", "clean.txt"));

broken("path twice", withFile("SRC/hello.ts", "clean.txt"));

broken(
  "unknown dependency",
  helloPattern((_, subtasks) => subtasks.map((subtask) => ({ ...subtask, dependsOn: ["nobody"] }))),
);

broken(
  "id twice",
  helloPattern((model, subtasks) => [...subtasks, { ...helloSubtask(model), plan: () => [] }]),
);

broken("trailing space", withFile("extra.ts", "trailing-space.txt"));

broken("switched off check", withFile("extra.ts", "switched-off-check.txt"));

const right = helloPattern();
broken("difference of equal models", {
  ...right,
  compare: () => ({
    differences: [{ kind: "changed", subject: "text", detail: "", breaking: false }],
    scripts: [],
    notes: [],
  }),
});

let comparisons = 0;
broken("changing comparison", {
  ...right,
  compare: () => {
    comparisons += 1;
    return { differences: [], scripts: [], notes: comparisons > 2 ? [`${comparisons}`] : [] };
  },
});
broken("date in the model", {
  ...right,
  inspect: async (input, context) =>
    Object.assign(await right.inspect(input, context), { at: new Date(0) }),
});
