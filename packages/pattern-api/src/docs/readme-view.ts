import { Code } from "@agentflow/core";
import { authOptions } from "../client/auth-options.js";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel, GroupModel } from "../model/api-model.js";
import { groupAccess } from "./call-text.js";
import { type ExampleCall, exampleCall } from "./example-call.js";
import { exampleClient } from "./example-client.js";
import { exampleOperation, examplePagedOperation } from "./example-operation.js";
import { firstParagraph, inlineCode } from "./plain-text.js";

/** Everything that `README.md.eta` prints. */
export interface ReadmeView {
  readonly name: string;
  /** What the document says of itself: title, version, and its first paragraph. */
  readonly title: string;
  readonly version: string;
  readonly about: Code;
  readonly operationCount: number;
  readonly groupCount: number;
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
  readonly groups: readonly GroupRow[];
}

interface GroupRow {
  readonly link: Code;
  readonly count: number;
  readonly about: Code;
}

/** What the README of the generated package says of one service. */
export function readmeView(model: ApiModel): ReadmeView {
  const names = serviceNames(model.name);
  const client = exampleClient(model);
  const first = exampleOperation(model);
  const paged = examplePagedOperation(model);
  return {
    name: model.name,
    title: model.title,
    version: model.version,
    // Both functions escape what they print.
    about: Code.trusted(firstParagraph(model.description)),
    operationCount: model.unit.count,
    groupCount: model.groups.length,
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
    groups: model.groups.map((group) => groupRow(names.variable, group)),
  };
}

function groupRow(variable: string, group: GroupModel): GroupRow {
  const access = groupAccess(variable, group);
  return {
    // File names of groups are made of letters, digits and hyphens.
    link: Code.trusted(`[${inlineCode(access)}](docs/${group.file}.md)`),
    count: group.operations.length,
    about: Code.trusted(firstParagraph(group.description)),
  };
}
