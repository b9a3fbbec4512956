import { expect, onTestFinished, test, vi } from "vitest";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { readDdl } from "../read-model.js";
import { readSqliteDdl } from "../sqlite/sqlite-file.js";
import { filesOf, GeneratedPackage } from "./generated-package.js";

vi.setConfig({ testTimeout: 300_000 });

function generate(model: DatabaseModel): GeneratedPackage {
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  return generated;
}

const writes = [
  "takes a row, or says why not",
  "takes changes of its columns",
  "lets rows be removed",
];

test("the package for views of SQLite writes where their triggers do, and its tests fail without them", async () => {
  const model = await readSqliteDdl(`
    create table people (id integer primary key, name text not null);
    create view names as select id, name, length(name) as length from people;
    create trigger added instead of insert on names begin insert into people (id, name) values (new.id, new.name); end;
    create trigger changed instead of update of name on names begin update people set name = new.name where id = old.id; end;
    create trigger removed instead of delete on names begin delete from people where id = old.id; end;
    create view fixed as select id from people;`);
  const generated = generate(model);
  expect(generated.compile("--noUnusedLocals", "--noUnusedParameters")).toBe("");
  const { passed, failed } = generated.test();
  expect(failed).toEqual([]);
  expect(passed).toEqual(
    expect.arrayContaining(["names takes changes of its columns", "names lets rows be removed"]),
  );
  expect(passed.filter((name) => name.startsWith("fixed "))).toEqual([
    "fixed is read, counted and filtered",
  ]);
  const files = filesOf(model);
  expect(files["src/tables/names.ts"]).toMatch(
    /interface NewName \{[^}]*id\?:[^}]*name\?:[^}]*\}[^]*interface NameChanges \{\s*readonly name\?: string \| null \| undefined;\s*\}/,
  );
  expect(files["src/tables/fixed.ts"]).toMatch(
    /type NewFixed = never;[^]*type FixedChanges = never;[^]*FixedRelations,\s*never\s*>/,
  );
  generated.write(
    "migrations/0001-baseline.sql",
    model.schemaSql.replaceAll(/CREATE TRIGGER[^]*?end;/gi, ""),
  );
  expect(
    generated
      .test()
      .failed.map((name) => name.replace(/: .*/s, ""))
      .toSorted(),
  ).toEqual(["names lets rows be removed", "names takes changes of its columns"]);
});

test("the package for views of PostgreSQL writes where PostgreSQL does, and its tests fail where it does not", async () => {
  const model = await readDdl(`
    create table people (id int8 generated always as identity primary key, name text not null, born date, twice text generated always as (name || name) stored);
    create view names as select id, name as called, born, twice from people;
    create view counted as select count(*) as n from people;`);
  const generated = generate(model);
  expect(generated.compile("--noUnusedLocals", "--noUnusedParameters")).toBe("");
  const whole = generated.test();
  expect(whole.failed).toEqual([]);
  expect(whole.passed).toEqual(expect.arrayContaining(writes.map((what) => `names ${what}`)));
  expect(filesOf(model)["src/tables/names.ts"]).toMatch(
    /interface NewName \{\s*readonly called: string;\s*readonly born\?: [^;]*;\s*\}/,
  );
  expect(whole.passed.filter((name) => name.startsWith("counted "))).toEqual([
    "counted is read, counted and filtered",
  ]);
  generated.write(
    "migrations/0001-baseline.sql",
    model.schemaSql.replace(/(CREATE VIEW "public"\."names" AS[^;]*)/, "$1 LIMIT 10"),
  );
  expect(
    generated
      .test()
      .failed.map((name) => name.replace(/: .*/s, ""))
      .toSorted(),
  ).toEqual(writes.map((what) => `names ${what}`).toSorted());
});
