import { test } from "vitest";
import * as operations from "../../src/operations/issues.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "issues");

test("issues/list-for-repo sends GET /repos/{owner}/{repo}/issues", () =>
  wire.answers("listForRepo", (client) =>
    operations.listForRepo(client, { owner: "owner /?#&=+%é", repo: "repo /?#&=+%é", page: 1 })));

test("issues/list-for-repo sends no more than what is required", () =>
  wire.answers("listForRepo required", (client) =>
    operations.listForRepo(client, { owner: "owner", repo: "repo" })));

test("issues/list-for-repo yields the items of its pages", () =>
  wire.yields("listForRepo required", (client) =>
    operations.listForRepo.all(client, { owner: "owner", repo: "repo" })));
