import { expect, test } from "vitest";
import { claimedServices } from "../../src/registry/claimed-services.js";
import { discovered } from "./installed-packages.js";

const pets = discovered("pets", { services: ["Pets", "Cats"] });
const zoo = discovered("zoo", { services: ["Zoo", "pets"] });

test("a service that two packages know is named with both", () => {
  expect(claimedServices([pets, zoo])).toEqual([
    {
      code: "AF_PATTERN_TIED",
      severity: "warning",
      message: 'pets and zoo know the service "Pets".',
      help: "Choose one with --pattern pets or --pattern zoo, or remove the others.",
    },
  ]);
});

test("several versions of one package, and patterns that know no service by name, claim nothing", () => {
  const older = { ...pets, installedAs: "pets-1", version: "0.1.0" };
  expect(claimedServices([pets, older, discovered("api"), discovered("other")])).toEqual([]);
});
