import { isIdentifierName } from "@agentflow/core";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { serviceNames } from "../../src/client/service-names.js";

test.each([
  ["GitHub", "createGitHub", "GitHubClient", "GitHubOptions", "github", "github-adapter", "GITHUB"],
  [
    "my-own service",
    "createMyOwnService",
    "MyOwnServiceClient",
    "MyOwnServiceOptions",
    "myOwnService",
    "my-own-service-adapter",
    "MY_OWN_SERVICE",
  ],
  [
    "Café Öl",
    "createCafeOl",
    "CafeOlClient",
    "CafeOlOptions",
    "cafeOl",
    "cafe-ol-adapter",
    "CAFE_OL",
  ],
  [
    "3scale",
    "createService3scale",
    "Service3scaleClient",
    "Service3scaleOptions",
    "service3scale",
    "service-3scale-adapter",
    "SERVICE_3SCALE",
  ],
  [
    "日本",
    "createService",
    "ServiceClient",
    "ServiceOptions",
    "service",
    "service-adapter",
    "SERVICE",
  ],
])("%s", (name, create, client, options, variable, packageName, environment) => {
  expect(serviceNames(name)).toMatchObject({
    create,
    client,
    options,
    variable,
    packageName,
    environment,
  });
});

test.each(["import", "Secret", "error", "result"])(
  "a client of %s gets a variable of its own",
  (name) => {
    expect(serviceNames(name).variable).toBe(`${name.toLowerCase()}Client`);
  },
);

test("whatever the name, everything derived from it is valid", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (name) => {
      const names = serviceNames(name);
      for (const identifier of [
        names.pascal,
        names.create,
        names.client,
        names.options,
        names.variable,
      ]) {
        expect(identifier).toSatisfy(isIdentifierName);
      }
      expect(names.packageName).toMatch(/^[a-z][a-z0-9-]*-adapter$/);
      expect(names.environment).toMatch(/^[A-Z][A-Z0-9_]*$/);
    }),
  );
});
