import { test } from "vitest";
import * as operations from "../../src/operations/files.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "files");

test("files/create sends POST /v1/files", () =>
  wire.answers("create", (client) =>
    operations.create(client, {
      body: {
        file: new Uint8Array([0, 1, 10, 13, 127, 128, 195, 40, 254, 255]),
        file_link_data: { create: true },
        purpose: "dispute_evidence",
      },
    })));

test("files/create sends no more than what is required", () =>
  wire.answers("create required", (client) =>
    operations.create(client, {
      body: {
        file: new Uint8Array([0, 1, 10, 13, 127, 128, 195, 40, 254, 255]),
        purpose: "dispute_evidence",
      },
    })));
