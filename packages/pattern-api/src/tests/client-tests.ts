import { keyLiteral, type PlannedFile, stringLiteral, wrappedLiteral } from "@agentflow/core";
import type { AuthDescription } from "@agentflow/core/runtime";
import { authOptions, optionsOf } from "../client/auth-options.js";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";
import { printParams } from "./print-params.js";
import { credentialPlaces } from "./wire-credential.js";
import type { SchemaIndex } from "./schema-index.js";
import { type GroupCases, simplestOperation, type Subject } from "./simplest-operation.js";

/** `test/client.test.ts`: the client has every operation, and its calls carry the credentials. */
export function clientTests(
  model: ApiModel,
  groups: readonly GroupCases[],
  index: SchemaIndex,
): PlannedFile {
  const { create } = serviceNames(model.name);
  const subject = simplestOperation(groups, () => true);
  const cases = authCases(model, groups);
  const tests = [
    ...cases.map((each) => authTest(create, model, each, index)),
    ...(subject ? headerTests(create, model, cases[0], subject, index) : []),
  ];
  const plain = subject && tests.length === 0 ? [plainTest(create, subject, index)] : [];
  const tokens = subject ? tokenTests(create, model, groups, index) : [];
  const imports = tokens.length > 0 ? "expectCall, expectOwnToken" : "expectCall";
  const rows = model.groups.map(
    ({ name, operations }) => `  [${stringLiteral(name)}, client.${name}, ${operations.length}],\n`,
  );
  const text = `import { expect, test } from "vitest";
import { ${create} } from "../src/index.js";
import { ${imports} } from "./client-call.js";
${cases.length > 0 ? 'import { testCredential } from "./wire-data.js";\n' : ""}
const client = ${create}(${model.service.baseUrl === "" ? '{ baseUrl: "http://localhost" }' : ""});

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
${rows.join("")}];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});
${[...tests, ...plain, ...tokens].join("")}`;
  return { kind: "text", path: "test/client.test.ts", text };
}

/** A way to prove who calls, and the simplest operation that takes it. */
interface AuthCase {
  readonly combination: AuthDescription[number];
  readonly subject: Subject;
}

/** Every alternative of the service and of operations, each once. */
function authCases(
  { service }: Pick<ApiModel, "service">,
  groups: readonly GroupCases[],
): readonly AuthCase[] {
  const cases = new Map<string, AuthCase>();
  const lists = new Map<AuthDescription | null, string>([[null, JSON.stringify(service.auth)]]);
  for (const { operations } of groups.map(({ group }) => group)) {
    for (const { auth } of operations) lists.set(auth, JSON.stringify(auth ?? service.auth));
  }
  for (const [list, text] of lists) {
    const subject = simplestOperation(groups, ({ auth }) => lists.get(auth) === text);
    if (!subject) continue;
    for (const combination of list ?? service.auth) {
      const key = JSON.stringify(combination);
      if (combination.length > 0 && !cases.has(key)) cases.set(key, { combination, subject });
    }
  }
  return [...cases.values()];
}

function plainTest(create: string, subject: Subject, index: SchemaIndex): string {
  return callTest("the client makes calls", create, [], subject, "", index);
}

function authTest(
  create: string,
  { service }: Pick<ApiModel, "service">,
  { combination, subject }: AuthCase,
  index: SchemaIndex,
): string {
  const names = optionsOf(combination, service.tokenEndpoints)
    .map(({ option }) => option)
    .join(" and ");
  const credentials = givenCredentials(service, combination);
  const places = credentialPlaces([combination]).map((place) => ({ ...place }));
  const expected = `,\n    ${wrappedLiteral(places, "    ", 4)}`;
  const what = `a call of the client with ${names} carries it`;
  return callTest(what, create, credentials, subject, expected, index);
}

/** One test for each header field that callers may give, with the first way to prove who calls, where there is one. */
function headerTests(
  create: string,
  { service }: Pick<ApiModel, "service">,
  first: AuthCase | undefined,
  simplest: Subject,
  index: SchemaIndex,
): readonly string[] {
  return service.headerOptions.map(({ option, header }) => {
    const options = [
      ...(first ? givenCredentials(service, first.combination) : []),
      `${keyLiteral(option)}: "given"`,
    ];
    const headers = wrappedLiteral({ [header.toLowerCase()]: "given" }, "    ", 4);
    const what = `a call of the client with ${option} sends it`;
    const subject = first?.subject ?? simplest;
    return callTest(what, create, options, subject, `,\n    undefined,\n    ${headers}`, index);
  });
}

function givenCredentials(
  { tokenEndpoints }: ApiModel["service"],
  combination: AuthDescription[number],
): readonly string[] {
  return optionsOf(combination, tokenEndpoints).map(
    ({ option, credential }) => `${option}: testCredential(${stringLiteral(credential)})`,
  );
}

/** One test: every token of the client's own comes the same way. */
function tokenTests(
  create: string,
  model: ApiModel,
  groups: readonly GroupCases[],
  index: SchemaIndex,
): readonly string[] {
  const { service } = model;
  const option = authOptions(model).find(({ endpoint }) => endpoint !== null);
  const takes = (auth: AuthDescription): boolean =>
    auth.some(
      ([scheme, ...others]) =>
        others.length === 0 && scheme?.type === "bearer" && scheme.option === option?.credential,
    );
  const subject = simplestOperation(groups, ({ auth }) => takes(auth ?? service.auth));
  if (!option || !subject) return [];
  const { group, operation, least } = subject;
  const head = `    (one) => one.${group.name}.${operation.name}(`;
  const params = printParams(operation, least.params, index, "    ", head.length + 4);
  return [
    `
test("the client gets its token by itself, and its calls carry it", () =>
  expectOwnToken(
    [${stringLiteral(group.file)}, ${stringLiteral(least.key)}],
    (baseUrl, grant) => ${create}({ baseUrl, ${option.option}: grant }),
${head}${params})));
`,
  ];
}

function callTest(
  what: string,
  create: string,
  credentials: readonly string[],
  { group, operation, least }: Subject,
  expected: string,
  index: SchemaIndex,
): string {
  const head = `    (one) => one.${group.name}.${operation.name}(`;
  const params = printParams(operation, least.params, index, "    ", head.length + 4);
  return `
test(${stringLiteral(what)}, () =>
  expectCall(
    [${stringLiteral(group.file)}, ${stringLiteral(least.key)}],
    (baseUrl) => ${create}({ ${["baseUrl", ...credentials].join(", ")} }),
${head}${params})${expected}));
`;
}
