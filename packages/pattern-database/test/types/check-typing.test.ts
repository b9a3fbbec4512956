import type { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { databaseInput } from "../../src/input/database-input.js";
import { postgresqlPrinting } from "../../src/postgresql/printing/postgresql-printing.js";
import { checkTyping } from "../../src/types/check-typing.js";
import { embeddedReader } from "../read-model.js";

type Typing = NonNullable<z.input<typeof databaseInput>["typing"]>;

let reader: Awaited<ReturnType<typeof embeddedReader>>;
beforeAll(async () => {
  reader = await embeddedReader(`
    create domain score as int8;
    create table notes (
      id int8 primary key, title text not null, best score, at timestamptz, counter int4 not null,
      loose int4, computed int4 not null generated always as (counter + 1) stored, second int4 not null
    );
    create table bare (counter int4 not null);
    create domain grid as int4[][];
    create table lists (id int8 primary key, flat text[], cells grid, documents jsonb[], own json[][]);
  `);
});
afterAll(() => reader.close());

async function check(typing: Typing): Promise<void> {
  checkTyping(await reader.read({ typing }), postgresqlPrinting.types);
}

test.each<Typing>([
  { types: { int8: "text", "pg_catalog.timestamptz": "date" } },
  { types: { score: "number", text: "text" } },
  { columns: { "notes.id": "number", "public.notes.counter": "version" } },
  { dimensions: { "lists.flat": "any", "public.lists.cells": 3, "lists.documents": 2 } },
])("%j fits", async (typing) => {
  await expect(check(typing)).resolves.toBeUndefined();
});

test.each<[Typing, string]>([
  [
    { columns: { "notes.id": "date" } },
    'The column "notes.id" cannot be date: bigint can be text or number or bigint.',
  ],
  [
    { columns: { "notes.title": "number" } },
    'The column "notes.title" cannot be number: text can be text.',
  ],
  [
    { types: { score: "date" } },
    'The type "score" cannot be date: bigint can be text or number or bigint.',
  ],
  [{ columns: { "note.id": "text" } }, 'There is no column "note.id"; did you mean notes.id.'],
  [{ types: { __proto__x: "text" } }, 'There is no type "__proto__x".'],
  [
    { columns: { "notes.title": "version" } },
    'The column "notes.title" cannot count changes: it is no whole number.',
  ],
  [
    { columns: { "notes.loose": "version" } },
    'The column "notes.loose" cannot count changes: it may be null.',
  ],
  [
    { columns: { "notes.computed": "version" } },
    'The column "notes.computed" cannot count changes: it cannot be written.',
  ],
  [
    { columns: { "bare.counter": "version" } },
    'The column "bare.counter" cannot count changes: its table has no primary key.',
  ],
  [
    { columns: { "notes.counter": "version", "notes.second": "version" } },
    'The column "notes.second" cannot count changes: "notes.counter" does.',
  ],
  [
    { dimensions: { "notes.id": 2 } },
    'The column "notes.id" cannot have 2 dimensions: it is no array.',
  ],
  [
    { dimensions: { "lists.own": "any" } },
    'The column "lists.own" cannot have any dimensions: its elements may be arrays themselves.',
  ],
  [{ dimensions: { "list.flat": 2 } }, 'There is no column "list.flat"; did you mean lists.flat.'],
])("%j is refused", async (typing, message) => {
  await expect(check(typing)).rejects.toMatchObject({ code: "AF_INPUT_INVALID", message });
});
