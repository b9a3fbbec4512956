import { z } from "zod";
import { type ApiModelInput, readApiModel } from "../../src/model/read-api-model.js";
import { GeneratedPackage } from "../tests/generated-package.js";

/** A document with these schemas, each of which is sent and answered. */
export function documentOf(schemas: Readonly<Record<string, unknown>>, openapi = "3.1.0"): object {
  const paths = Object.keys(schemas).map((name, place) => {
    const content = {
      "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
    };
    const responses = { 200: { description: "", content } };
    const operation = { tags: ["things"], operationId: `things/change${place}` };
    return [`/${place}`, { put: { ...operation, requestBody: { content }, responses } }] as const;
  });
  return {
    openapi,
    info: { title: "Checked", version: "1" },
    servers: [{ url: "https://checked.example" }],
    paths: Object.fromEntries(paths),
    components: { schemas },
  };
}

/** The package of a document, with its schemas of zod. */
export function checkedPackage(
  document: object,
  options: Pick<ApiModelInput, "typing"> = {},
): GeneratedPackage {
  const source = { source: "checked.json", text: JSON.stringify(document), digest: "sha256-0" };
  return new GeneratedPackage(
    readApiModel({ name: "Checked", document: source, validate: "zod", ...options }, () => {}),
  );
}

/** The name of a schema, and a value. */
export type Question = readonly [schema: string, value: unknown];

/** Whether the schemas of a package take values. The package is built first. */
export function zodVerdicts(
  generated: GeneratedPackage,
  questions: readonly Question[],
): readonly boolean[] {
  const problems = generated.build();
  if (problems !== "") throw new Error(problems);
  generated.write("questions.json", JSON.stringify(questions));
  const output = generated.import(`
    import { readFileSync } from "node:fs";
    import { schemas } from "./dist/validation.js";
    const questions = JSON.parse(readFileSync("questions.json", "utf8"));
    console.log(JSON.stringify(questions.map(([name, value]) => schemas[name].safeParse(value).success)));
  `);
  return z.array(z.boolean()).parse(JSON.parse(output));
}
