import { compareNamed, type Differences } from "./differences.js";

/** A piece of a schema's SQL. */
export interface SchemaForm {
  /** What it is: `table`. */
  readonly word: string;
  /** The name for people, of a table as the model's other differences have it: `main.orders`. */
  readonly name: string;
  /** Two of one text make the same. */
  readonly text: string;
}

/** Tells the pieces of a schema's SQL that changed without anything being said about what they make. */
export function compareForms(
  found: Differences,
  before: readonly SchemaForm[],
  after: readonly SchemaForm[],
): void {
  const [names, wholes] = [[...found.names], [...found.wholes]];
  const isTold = ({ name }: SchemaForm): boolean =>
    names.some((told) => told === name || told.startsWith(`${name}.`)) ||
    wholes.some((whole) => name.startsWith(`${whole}.`));
  compareNamed(before, after, {
    name: ({ word, name }) => JSON.stringify([word, name]),
    removed: (form) => {
      if (!isTold(form)) found.add("removed", [form.word, form.name], "", true);
    },
    added: (form) => {
      if (!isTold(form)) found.add("added", [form.word, form.name]);
    },
    both: (old, form) => {
      if (old.text === form.text || isTold(form)) return;
      found.add("changed", [form.word, form.name], "its SQL is another one");
    },
  });
}
