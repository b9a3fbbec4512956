import type { Comparison } from "@agentflow/core";
import { compareNamed, Differences } from "../drift/differences.js";
import type {
  CollectionModel,
  FieldModel,
  MongodbModel,
  ValueModel,
} from "./model/mongodb-model.js";

/**
 * How the collections of a database differ from those that a package was made from. Counts of documents are none:
 * where a type was worked out from documents, others may give another type, and that is a difference.
 */
export function compareMongodb(recorded: MongodbModel, current: MongodbModel): Comparison {
  const found = new Differences();
  compareNamed(recorded.collections, current.collections, {
    name: ({ name }) => name,
    removed: ({ name }) => found.add("removed", ["collection", name], "", true),
    added: ({ name }) => found.add("added", ["collection", name]),
    both: (before, after) => {
      compareCollections(found, before, after);
    },
  });
  const notes =
    found.found.length === 0 ? [] : ["MongoDB has no statements to bring one to the other."];
  return { differences: found.found, scripts: [], notes };
}

function compareCollections(
  found: Differences,
  before: CollectionModel,
  after: CollectionModel,
): void {
  const subject = ["collection", after.name] as const;
  found.changed(subject, "kind", before.kind, after.kind, true);
  found.changed(subject, "view on", before.viewOn, after.viewOn);
  found.changed(subject, "validation", before.validation, after.validation);
  found.changed(subject, "open", before.document.open, after.document.open, !after.document.open);
  compareFields(found, after.name, before.document.fields, after.document.fields);
  compareNamed(before.indexes, after.indexes, {
    name: ({ name }) => name,
    removed: ({ name, unique }) =>
      found.add("removed", ["index", `${after.name}.${name}`], "", unique),
    added: ({ name, unique }) => found.add("added", ["index", `${after.name}.${name}`], "", unique),
    both: (old, index) => {
      const { name, unique } = index;
      found.changed(
        ["index", `${after.name}.${name}`],
        "",
        indexText(old),
        indexText(index),
        unique,
      );
    },
  });
}

function indexText({
  keys,
  unique,
  partial,
  expireAfterSeconds,
}: CollectionModel["indexes"][number]) {
  return { keys, unique, partial, expireAfterSeconds };
}

function compareFields(
  found: Differences,
  path: string,
  before: readonly FieldModel[],
  after: readonly FieldModel[],
): void {
  compareNamed(before, after, {
    name: ({ name }) => name,
    removed: ({ name }) => found.add("removed", ["field", `${path}.${name}`], "", true),
    added: ({ name, value, optional }) =>
      found.add("added", ["field", `${path}.${name}`], typeText(value), !optional),
    both: (old, field) => {
      const subject = ["field", `${path}.${field.name}`] as const;
      found.changed(subject, "optional", old.optional, field.optional, true);
      if (old.value.kind === "document" && field.value.kind === "document") {
        compareFields(found, `${path}.${field.name}`, old.value.fields, field.value.fields);
        return;
      }
      found.changed(subject, "", typeText(old.value), typeText(field.value), true);
    },
  });
}

/** A type with its rules, in few words. */
function typeText(value: ValueModel): string {
  switch (value.kind) {
    case "scalar": {
      const rules = Object.keys(value.rules).length === 0 ? "" : ` ${JSON.stringify(value.rules)}`;
      return `${value.type}${rules}`;
    }
    case "array":
      return `array of ${typeText(value.items)}`;
    case "record":
      return `record of ${typeText(value.values)}`;
    case "union":
      return value.of.map(typeText).join(" or ");
    case "document":
      return `{ ${value.fields
        .map(
          ({ name, optional, value: inner }) => `${name}${optional ? "?" : ""}: ${typeText(inner)}`,
        )
        .join(", ")} }`;
  }
}
