import { expect, test } from "vitest";
import { installationSource } from "../../src/registry/installation-source.js";

const installed = "/project/node_modules/pets";
const linked = "/project/packages/pets";

test.each([
  ["^1.2.0", installed, "registry"],
  ["latest", installed, "registry"],
  ["npm:@acme/pets@1.0.0", installed, "registry"],
  [7, installed, "registry"],
  ["^1.2.0", "C:\\project\\node_modules\\pets", "registry"],
  ["*", linked, "workspace"],
  ["workspace:*", linked, "workspace"],
  ["file:../pets", linked, "file"],
  ["file:pets-1.0.0.tgz", installed, "file"],
  ["link:../pets", linked, "file"],
  ["portal:../pets", linked, "file"],
  ["../pets", linked, "file"],
  ["./pets", linked, "file"],
  ["~/pets", linked, "file"],
  ["/srv/pets", linked, "file"],
  ["git+ssh://git@example.org/pets.git", installed, "git"],
  ["git@example.org:acme/pets.git", installed, "git"],
  ["https://example.org/acme/pets.git#main", installed, "git"],
  ["github:acme/pets", installed, "git"],
  ["acme/pets#v1", installed, "git"],
  ["https://example.org/pets.tgz", installed, "url"],
])("%s, installed in %s, comes from a %s", (requested, directory, expected) => {
  expect(installationSource(requested, directory)).toBe(expected);
});
