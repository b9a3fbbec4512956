import { Code, firstParagraph, inlineCode, tableRow } from "@agentflow/core";
import { authOptions } from "../client/auth-options.js";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel, GroupModel } from "../model/api-model.js";
import { groupAccess } from "./call-text.js";
import { type ExampleCall, exampleCall } from "./example-call.js";
import { exampleClient } from "./example-client.js";
import { exampleOperation, examplePagedOperation } from "./example-operation.js";

/** Everything that `README.md.eta` prints. */
export interface ReadmeView {
  readonly name: string;
  /** What the document says of itself: title, version, and its first paragraph. */
  readonly title: string;
  readonly version: Code;
  readonly hasAbout: boolean;
  readonly about: Code;
  /** `4 operations in 1 group`. */
  readonly size: string;
  readonly packageName: Code;
  readonly imports: Code;
  readonly variable: Code;
  readonly create: Code;
  readonly createName: Code;
  readonly credentials: readonly { readonly option: Code; readonly doc: string }[];
  /** Whether calls work without credentials, as a sentence. */
  readonly authNote: string;
  readonly example: ExampleCall;
  /** Empty when no operation is paged. */
  readonly paged: readonly ExampleCall[];
  readonly guides: readonly { readonly title: string; readonly path: Code }[];
  /** Rows of the table of groups. */
  readonly groups: readonly Code[];
}

/** What the README of the generated package says of one service. */
export function readmeView(model: ApiModel): ReadmeView {
  const names = serviceNames(model.name);
  const client = exampleClient(model);
  // Escaped for Markdown.
  const about = firstParagraph(model.description);
  const first = exampleOperation(model);
  const paged = examplePagedOperation(model);
  return {
    name: model.name,
    title: model.title,
    version: Code.trusted(inlineCode(model.version)),
    hasAbout: about !== "",
    about: Code.trusted(about),
    size: `${counted(model.unit.count, "operation")} in ${counted(model.groups.length, "group")}`,
    packageName: Code.trusted(names.packageName),
    imports: client.imports,
    variable: client.variable,
    create: client.create,
    createName: Code.identifier(names.create),
    credentials: authOptions(model.service).map(({ option, doc }) => ({
      option: Code.trusted(inlineCode(option)),
      doc,
    })),
    authNote: model.service.authRequired
      ? "No call works without credentials."
      : "Some calls may work without credentials.",
    example: exampleCall(model, first),
    paged: paged ? [exampleCall(model, paged)] : [],
    guides: model.guides.map(({ title, path }) => ({ title, path: Code.trusted(path) })),
    groups: model.groups.map((group) => groupRow(names.variable, group)),
  };
}

function counted(count: number, singular: string): string {
  return `${count} ${count === 1 ? singular : `${singular}s`}`;
}

function groupRow(variable: string, group: GroupModel): Code {
  const access = inlineCode(groupAccess(variable, group));
  // File names of groups are made of letters, digits and hyphens; the rest is escaped.
  const link = `[${access}](docs/${group.file}.md)`;
  return Code.trusted(
    tableRow(link, String(group.operations.length), firstParagraph(group.description)),
  );
}
