import { test } from "vitest";
import * as operations from "../../src/operations/books.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "books");

test("books/create sends POST /books", () =>
  wire.answers("create", (client) =>
    operations.create(client, { body: { title: "title" } })));

test("books/create rejects with the documented 422", () =>
  wire.rejects("create 422", operations.create, (client) =>
    operations.create(client, { body: { title: "title" } })));

test("books/delete sends DELETE /books/{isbn}", () =>
  wire.answers("delete", (client) =>
    operations.delete(client, { isbn: "isbn /?#&=+%é" })));

test("books/get sends GET /books/{isbn}", () =>
  wire.answers("get", (client) =>
    operations.get(client, { isbn: "9780261103573" })));

test("books/get rejects with the documented 404", () =>
  wire.rejects("get 404", operations.get, (client) =>
    operations.get(client, { isbn: "9780261103573" })));

test("books/list sends GET /books", () =>
  wire.answers("list", (client) =>
    operations.list(client, { shelf: "a", page: 1 })));

test("books/list sends no more than what is required", () =>
  wire.answers("list required", (client) =>
    operations.list(client)));

test("books/list yields the items of its pages", () =>
  wire.yields("list required", (client) =>
    operations.list.all(client)));
