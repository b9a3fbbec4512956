import { afterAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "../tests/generated-package.js";
import { read } from "../model/read.js";

const responses = { 204: { description: "" } };
const region = { default: "eu", enum: ["eu", "us"], description: "Where */ data is." };
const { model } = read({
  servers: [
    {
      url: "https://{region}.keys.example/{base}",
      description: "Live",
      variables: { region, base: { default: "v1" } },
    },
    { url: "https://{region}.test.example", description: 'Te"st', variables: { region } },
    { url: "https://plain.example" },
  ],
  paths: { "/pets": { get: { operationId: "pets", responses } } },
});

const generated = new GeneratedPackage(model);
afterAll(() => generated.remove());

describe("a package for a service with several servers and variables", { timeout: 60_000 }, () => {
  test("compiles, and its tests pass", () => {
    expect(generated.compile()).toBe("");
    expect(generated.test().failed).toEqual([]);
  });

  test("sends calls where its option `server` says, and refuses what would be another host", () => {
    expect(generated.build()).toBe("");
    const output = generated.import(`
      import { createPets } from "pets-adapter";
      const urls = [];
      const fetch = async (url) => { urls.push(String(url)); return new Response(null, { status: 204 }); };
      const choices = [undefined, { region: "us" }, { base: "v2" }, 'Te"st', 1, ['Te"st', { region: "us" }], 2];
      for (const server of choices) {
        const pets = createPets({ server, fetch });
        await pets.general.pets();
        await pets.close();
      }
      await createPets({ server: 2, baseUrl: "https://own.example", fetch }).general.pets();
      for (const server of [{ region: "evil.example/" }, 9, { base: "../x" }]) {
        try { createPets({ server, fetch }); } catch (error) { urls.push(error.code); }
      }
      console.log(JSON.stringify(urls));
    `);
    expect(JSON.parse(output)).toEqual([
      "https://eu.keys.example/v1/pets",
      "https://us.keys.example/v1/pets",
      "https://eu.keys.example/v2/pets",
      "https://eu.test.example/pets",
      "https://eu.test.example/pets",
      "https://us.test.example/pets",
      "https://plain.example/pets",
      "https://own.example/pets",
      "AF_CONFIG_INVALID",
      "AF_CONFIG_INVALID",
      "AF_CONFIG_INVALID",
    ]);
  });

  test("has a type for the choice, which lists servers, variables and values", () => {
    generated.replace(
      "examples/first-call.ts",
      "createPets()",
      `createPets({ server: ['Te"st', { region: "asia" }] })`,
    );
    expect(generated.compile()).toMatch(/first-call\.ts.*error TS2\d+.*asia/s);
  });
});
