import { Code, type PlannedFile, stringLiteral } from "@agentflow/core";
import { templates } from "../../templates.js";
import { collectionModule, gathered } from "./collection-module.js";
import { isWritable, type NamedCollections } from "./named-collections.js";

/** Everything that the client's templates print. */
export interface MongodbClientView {
  readonly create: Code;
  readonly client: Code;
  readonly transaction: Code;
  readonly options: Code;
  readonly doc: Code;
  readonly addressDoc: Code;
  /** What measurements call the database. */
  readonly name: string;
}

function clientView({ model, names }: NamedCollections): MongodbClientView {
  const address = `Options of {@link ${names.create}}. \`connection\` is mongodb://…, or \`secret("${names.environment}")\`.`;
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    transaction: Code.identifier(names.transaction),
    options: Code.identifier(names.options),
    doc: Code.comment(`The database ${model.name}, with one property per collection and view.`),
    addressDoc: Code.comment(address),
    name: model.name,
  };
}

/** The client, and the entry of the package. */
export function clientFiles(database: NamedCollections): readonly PlannedFile[] {
  const view = clientView(database);
  return [
    templates.render("mongodb/src/client.ts.eta", "src/client.ts", view),
    templates.render("mongodb/src/index.ts.eta", "src/index.ts", view),
  ];
}

/** One module per collection and view, and the one that gathers them. */
export function collectionFiles({ collections }: NamedCollections): readonly PlannedFile[] {
  return [
    { kind: "text", path: "src/collections.ts", text: gathered(collections) },
    ...collections.map((collection): PlannedFile => {
      const path = `src/collections/${collection.file}.ts`;
      return { kind: "text", path, text: collectionModule(collection) };
    }),
  ];
}

/** `src/types.ts`, which gathers the type of every document. */
export function typeFiles({ collections }: NamedCollections): readonly PlannedFile[] {
  const lines = collections.map((collection) => {
    const { row, insert, changes } = collection.types;
    const names = isWritable(collection) ? [row, insert, changes] : [row];
    const members = names.map((name) => `  ${Code.identifier(name).toString()},\n`).join("");
    const module = stringLiteral(`./collections/${collection.file}.js`);
    return `export type {\n${members}} from ${module};\n`;
  });
  return [
    {
      kind: "text",
      path: "src/types.ts",
      text: lines.length === 0 ? "export {};\n" : lines.join(""),
    },
  ];
}
