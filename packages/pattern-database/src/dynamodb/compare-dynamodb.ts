import type { Comparison } from "@agentflow/core";
import { compareNamed, Differences } from "../drift/differences.js";
import type { DynamodbModel, DynamoTableModel, KeyModel } from "./dynamodb-model.js";

/** How the tables of a region differ from those that a package was made from. Counts of items are none. */
export function compareDynamodb(recorded: DynamodbModel, current: DynamodbModel): Comparison {
  const found = new Differences();
  compareNamed(recorded.tables, current.tables, {
    name: ({ name }) => name,
    removed: ({ name }) => found.add("removed", ["table", name], "", true),
    added: ({ name }) => found.add("added", ["table", name]),
    both: (before, after) => {
      compareTables(found, before, after);
    },
  });
  const notes =
    found.found.length === 0 ? [] : ["DynamoDB has no statements to bring one to the other."];
  return { differences: found.found, scripts: [], notes };
}

function compareTables(
  found: Differences,
  before: DynamoTableModel,
  after: DynamoTableModel,
): void {
  const subject = ["table", after.name] as const;
  found.changed(subject, "key", keyText(before), keyText(after), true);
  found.changed(subject, "billing", before.billing, after.billing);
  found.changed(subject, "expiry", before.expiry, after.expiry);
  found.changed(subject, "stream", before.stream, after.stream);
  compareNamed(before.attributes, after.attributes, {
    name: ({ name }) => name,
    removed: ({ name }) => found.add("removed", ["attribute", `${after.name}.${name}`], "", true),
    added: ({ name, kind }) => found.add("added", ["attribute", `${after.name}.${name}`], kind),
    both: (old, { name, kind }) => {
      found.changed(["attribute", `${after.name}.${name}`], "", old.kind, kind, true);
    },
  });
  compareNamed(before.indexes, after.indexes, {
    name: ({ name }) => name,
    removed: ({ name }) => found.add("removed", ["index", `${after.name}.${name}`], "", true),
    added: ({ name }) => found.add("added", ["index", `${after.name}.${name}`]),
    both: (old, index) => {
      const place = ["index", `${after.name}.${index.name}`] as const;
      found.changed(place, "key", keyText(old), keyText(index), true);
      found.changed(place, "projection", old.projection, index.projection, true);
    },
  });
}

function keyText({ partitionKey, sortKey }: KeyModel): string {
  return sortKey === null ? partitionKey : `${partitionKey}, ${sortKey}`;
}
