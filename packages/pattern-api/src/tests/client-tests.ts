import { type PlannedFile, stringLiteral } from "@agentflow/core";
import { authOptions } from "../client/auth-options.js";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";
import { printParams } from "./print-params.js";
import type { SchemaIndex } from "./schema-index.js";
import { type GroupCases, simplestOperation, type Subject } from "./simplest-operation.js";

/** `test/client.test.ts`: the client has every operation, and its calls carry the credentials. */
export function clientTests(
  model: ApiModel,
  groups: readonly GroupCases[],
  index: SchemaIndex,
): PlannedFile {
  const { create } = serviceNames(model.name);
  const credentials = authOptions(model.service).map(
    ({ option, credential }) => `${option}: testCredential(${stringLiteral(credential)})`,
  );
  const subject = simplestOperation(groups, () => true);
  const rows = model.groups.map(
    ({ name, operations }) => `  [${stringLiteral(name)}, client.${name}, ${operations.length}],\n`,
  );
  const text = `import { expect, test } from "vitest";
import { ${create} } from "../src/index.js";
import { expectCall } from "./client-call.js";
${credentials.length > 0 ? 'import { testCredential } from "./wire-data.js";\n' : ""}
const client = ${create}(${model.service.baseUrl === "" ? '{ baseUrl: "http://localhost" }' : ""});

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
${rows.join("")}];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});
${subject ? callTest(create, credentials, subject, index) : ""}`;
  return { kind: "text", path: "test/client.test.ts", text };
}

function callTest(
  create: string,
  credentials: readonly string[],
  { group, operation, least }: Subject,
  index: SchemaIndex,
): string {
  const what =
    credentials.length > 0
      ? "a call of the client carries the credentials"
      : "the client makes calls";
  const head = `    (one) => one.${group.name}.${operation.name}(`;
  const params = printParams(operation, least.params, index, "    ", head.length + 4);
  return `
test("${what}", () =>
  expectCall(
    [${stringLiteral(group.file)}, ${stringLiteral(least.key)}],
    (baseUrl) => ${create}({ ${["baseUrl", ...credentials].join(", ")} }),
${head}${params})));
`;
}
