import { expect, test } from "vitest";
import { checkServer } from "../../../src/mariadb/catalogue/check-server.js";

test.each(["10.5.0-MariaDB", "10.11.6-MariaDB-1", "11.4.2-MariaDB-ubu2404", "12.0.1-MariaDB"])(
  "%s is read",
  (version) => {
    expect(() => {
      checkServer(version, "x");
    }).not.toThrow();
  },
);

test.each([
  [
    "10.4.34-MariaDB",
    "mariadb.org",
    "The server is older than MariaDB 10.5: 10.4.34-MariaDB (mariadb.org).",
  ],
  [
    "8.4.0",
    "MySQL Community Server - GPL",
    "The server is not MariaDB, but 8.4.0 (MySQL Community Server - GPL). Reading it was never verified, so it is not read.",
  ],
  ["", "", "The server is not MariaDB, but  (). Reading it was never verified, so it is not read."],
])("%s is refused", (version, product, message) => {
  expect(() => {
    checkServer(version, product);
  }).toThrow(expect.objectContaining({ code: "AF_DATABASE_UNSUPPORTED", message }) as Error);
});
