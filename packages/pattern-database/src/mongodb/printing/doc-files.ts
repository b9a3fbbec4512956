import {
  cellCode,
  Code,
  compareText,
  markdownText,
  type PlannedFile,
  tableRow,
} from "@agentflow/core";
import { templates } from "../../templates.js";
import { collectionPage } from "./collection-page.js";
import { exampleCalls } from "./example-calls.js";
import { isWritable, type NamedCollection, type NamedCollections } from "./named-collections.js";

/** Everything that the README and the example print. */
export interface MongodbReadmeView {
  readonly name: string;
  /** `4 collections`. */
  readonly size: string;
  readonly server: string;
  readonly packageName: string;
  readonly packageCode: Code;
  readonly create: Code;
  readonly variable: Code;
  readonly environment: string;
  readonly environmentCode: Code;
  readonly testEnvironment: Code;
  /** A collection to show calls with; empty when there is none. */
  readonly examples: readonly { readonly access: Code; readonly calls: Code }[];
  /** Rows of the table of collections. */
  readonly collections: readonly Code[];
}

/** The README, a page for each collection, and a program to start from. */
export function docFiles(database: NamedCollections): readonly PlannedFile[] {
  const view = readmeView(database);
  const example = templates.render(
    "mongodb/examples/first-query.ts.eta",
    "examples/first-query.ts",
    view,
  );
  return [
    templates.render("mongodb/README.md.eta", "README.md", view),
    ...database.collections.map((collection) => collectionPage(database, collection)),
    ...(view.examples.length === 0 ? [] : [example]),
  ];
}

function readmeView({
  model,
  names,
  testEnvironment,
  collections,
}: NamedCollections): MongodbReadmeView {
  const example = collections.find((each) => isWritable(each)) ?? collections[0];
  const sorted = collections.toSorted((one, other) => compareText(one.id, other.id));
  return {
    name: model.name,
    size: `${collections.length} ${collections.length === 1 ? "collection" : "collections"}`,
    server: `MongoDB ${model.serverVersion}`,
    packageName: names.packageName,
    packageCode: Code.trusted(names.packageName),
    create: Code.identifier(names.create),
    variable: Code.identifier(names.variable),
    environment: names.environment,
    environmentCode: Code.identifier(names.environment),
    testEnvironment: Code.identifier(testEnvironment),
    examples: example
      ? [
          {
            access: Code.trusted(`${names.variable}.${example.key}`),
            // Made of keys, which are printed as literals.
            calls: Code.trusted(exampleCalls(names.variable, example)),
          },
        ]
      : [],
    collections: sorted.map((collection) => line(names.variable, collection)),
  };
}

function line(variable: string, { id, file, key, model }: NamedCollection): Code {
  const link = `[${markdownText(id)}](docs/${file}.md)`;
  const about = (model.comment ?? "").split("\n", 1)[0] ?? "";
  return Code.trusted(tableRow(link, cellCode(`${variable}.${key}`), markdownText(about)));
}
