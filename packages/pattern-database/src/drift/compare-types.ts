import type { DatabaseModel, EnumModel } from "../model/database-model.js";
import { compareNamed, type Differences } from "./differences.js";

/** Compares enums, domains, composite types and ranges. */
export function compareTypes(
  found: Differences,
  before: DatabaseModel,
  after: DatabaseModel,
): void {
  compareTypeList(found, "enum", before.enums, after.enums, (one, other) =>
    compareEnums(found, one, other),
  );
  compareTypeList(found, "domain", before.domains, after.domains, (one, other) => {
    const subject = ["domain", nameOf(other)] as const;
    found.changed(subject, "", one.base.sql, other.base.sql, true);
    found.changed(subject, "not null:", one.notNull, other.notNull, true);
    found.changed(subject, "default", one.default, other.default);
    compareNamed(one.checks, other.checks, {
      name: ({ name }) => name,
      removed: ({ name, expression }) =>
        found.add("removed", ["check", `${nameOf(other)}.${name}`], expression),
      added: ({ name, expression }) =>
        found.add("added", ["check", `${nameOf(other)}.${name}`], expression, true),
      both: (old, { name, expression }) =>
        found.changed(["check", `${nameOf(other)}.${name}`], "", old.expression, expression, true),
    });
  });
  compareTypeList(found, "composite type", before.composites, after.composites, (one, other) => {
    const text = ({ attributes }: typeof one): string =>
      `(${attributes.map(({ name, type }) => `${name} ${type.sql}`).join(", ")})`;
    found.changed(["composite type", nameOf(other)], "", text(one), text(other), true);
  });
  compareTypeList(found, "range", before.ranges, after.ranges, (one, other) =>
    found.changed(["range", nameOf(other)], "", one.subtype.sql, other.subtype.sql, true),
  );
}

interface InSchema {
  readonly schema: string;
  readonly name: string;
}

function nameOf({ schema, name }: InSchema): string {
  return `${schema}.${name}`;
}

function compareTypeList<Type extends InSchema>(
  found: Differences,
  word: string,
  before: readonly Type[],
  after: readonly Type[],
  both: (before: Type, after: Type) => void,
): void {
  compareNamed(before, after, {
    name: ({ schema, name }) => JSON.stringify([schema, name]),
    // What has it changes too, and says whether that breaks anything.
    removed: (type) => found.add("removed", [word, nameOf(type)]),
    added: (type) => found.add("added", [word, nameOf(type)]),
    both,
  });
}

function compareEnums(found: Differences, before: EnumModel, after: EnumModel): void {
  const subject = ["enum", nameOf(after)] as const;
  const gone = before.values.filter((value) => !after.values.includes(value));
  const fresh = after.values.filter((value) => !before.values.includes(value));
  if (gone.length > 0) found.add("changed", subject, `is without ${valueList(gone)}`, true);
  if (fresh.length > 0) found.add("changed", subject, `also has ${valueList(fresh)}`);
  const kept = before.values.filter((value) => after.values.includes(value));
  const present = after.values.filter((value) => before.values.includes(value));
  found.changed(subject, "order", valueList(kept), valueList(present));
  found.changed(subject, "comment", before.comment, after.comment);
}

function valueList(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}
