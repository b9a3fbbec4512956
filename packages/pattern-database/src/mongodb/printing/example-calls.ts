import { keyLiteral } from "@agentflow/core";
import { isWritable, type NamedCollection } from "./named-collections.js";
import { madeByRuntime } from "./collection-module.js";

/** What a collection is good for, one call a line. */
export function exampleCalls(variable: string, collection: NamedCollection): string {
  const { key, model } = collection;
  const access = `${variable}.${key}`;
  const lines = [
    `await ${access}.get(_id);`,
    `await ${access}.find({ limit: 20 });`,
    `for await (const document of ${access}.all()) console.log(document);`,
  ];
  if (isWritable(collection)) {
    const needed = model.document.fields
      .filter(({ name, value, optional }) => !optional && !(name === "_id" && madeByRuntime(value)))
      .map(({ name }) => (keyLiteral(name) === name ? name : `${keyLiteral(name)}: …`));
    lines.push(
      `await ${access}.insert(${needed.length === 0 ? "{}" : `{ ${needed.join(", ")} }`});`,
    );
  }
  return lines.join("\n");
}
