import { describe, expect, test } from "vitest";
import type { ApiModel } from "../../src/model/api-model.js";
import { checkWords } from "../../src/model/check-words.js";
import { subtasks } from "../../src/subtasks.js";
import { everyKind } from "../tests/every-kind.js";
import { group, model, operation, parameter } from "../tests/small-model.js";

const hostile = "*/globalThis.canary=1/*";
/** A word that a pattern which extends this one put into a model, past the types. */
const word = hostile as never;
const small = model([group(operation())]);

describe("words that are printed as they stand", () => {
  test("are right in models that were read", () => {
    expect(() => checkWords(everyKind)).not.toThrow();
    expect(() => checkWords(small)).not.toThrow();
  });

  test.each<[place: string, changed: ApiModel]>([
    ["groups.0.operations.0.name", model([group(operation({ name: hostile }))])],
    ["groups.0.operations.0.typeName", model([group(operation({ typeName: hostile }))])],
    [
      "groups.0.operations.0.parameters.0.in",
      model([group(operation({ parameters: [parameter(word, "a")] }))]),
    ],
    [
      "groups.0.operations.0.paging.description.style",
      model([group(operation({ paging: { description: { style: word }, item: {} } }))]),
    ],
    ["events.0.typeName", { ...small, events: [{ typeName: hostile } as never] }],
    ["guides.0.path", { ...small, guides: [{ title: "a", path: hostile }] }],
    ["typing.dates", { ...small, typing: { ...small.typing, dates: word } }],
  ])("are refused at %s before anything is planned", (place, changed) => {
    expect(() => subtasks(changed)).toThrow(
      expect.objectContaining({
        code: "AF_CODE_REFUSED",
        message: `"${place}" of the model is no word that can be printed.`,
      }),
    );
  });
});
