import { stringLiteral } from "@agentflow/core";
import { topOf, type PlannedField } from "./document-plan.js";
import type { NamedCollection } from "./named-collections.js";

/** A test: its name, and the lines of its body. */
export interface PrintedTest {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Tests that break what unique indexes and the validator hold. `access` is the collection. */
export function constraintTests(
  { model, id }: NamedCollection,
  planned: readonly PlannedField[],
  access: string,
): readonly PrintedTest[] {
  const names = new Set(planned.map(({ field }) => field.name));
  return [
    ...uniqueTests(model.indexes, names, id, access),
    ...(model.validation === null ? [] : validatorTests(planned, id, access)),
  ];
}

function uniqueTests(
  indexes: NamedCollection["model"]["indexes"],
  names: ReadonlySet<string>,
  id: string,
  access: string,
): readonly PrintedTest[] {
  return indexes
    .filter(
      ({ unique, partial, keys }) =>
        unique && !partial && keys.every(([path]) => names.has(topOf(path))),
    )
    .map(({ name, keys }) => {
      const fields = [...new Set(keys.map(([path]) => topOf(path)))];
      const list = `[${fields.map((field) => stringLiteral(field)).join(", ")}]`;
      return {
        name: `${id} refuses a second document that ${name} forbids`,
        lines: [
          `await ${access}.insert(newDocument(1));`,
          `const second = { ...newDocument(2), ...picked(newDocument(1), ${list}) };`,
          `const error = await refusal(${access}.insert(second));`,
          `expect(error.kind).toBe("unique-violation");`,
        ],
      };
    });
}

function validatorTests(
  planned: readonly PlannedField[],
  id: string,
  access: string,
): readonly PrintedTest[] {
  // The key is made when it is left out.
  const described = planned.filter(({ field }) => field.seen === null && field.name !== "_id");
  const violation = (name: string, document: string, field: string): PrintedTest => ({
    name,
    lines: [
      `const error = await refusal(${access}.insert(${document}));`,
      `expect(error.kind).toBe("check-violation");`,
      `expect(error.columns).toContain(${stringLiteral(field)});`,
    ],
  });
  return described.flatMap(({ field: { name, optional, value } }) => {
    const literal = stringLiteral(name);
    const missing = optional
      ? []
      : [
          violation(
            `${id} refuses a document without ${name}`,
            `without(newDocument(1), ${literal})`,
            name,
          ),
        ];
    const other =
      value.kind === "scalar" && value.rules.texts !== undefined
        ? [
            violation(
              `${id} refuses what its validator forbids in ${name}`,
              `changed(newDocument(1), ${literal}, ${stringLiteral(forbiddenText(value.rules.texts))})`,
              name,
            ),
          ]
        : [];
    return [...missing, ...other];
  });
}

/** A text that is none of some. */
function forbiddenText(texts: readonly string[]): string {
  let text = "none of them";
  while (texts.includes(text)) text += "!";
  return text;
}
