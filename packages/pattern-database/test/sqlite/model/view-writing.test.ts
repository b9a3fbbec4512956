import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { readSqliteDdl } from "../sqlite-file.js";

const schema = `
create table t (id integer primary key, a text, "b c" text);
create table log (line text);
create view fixed as select id, a, "b c" from t;
create view whole as select id, a, "b c" from t;
create trigger whole_added instead of insert on whole begin insert into log values ('insert'); end;
create trigger whole_changed instead of update on whole begin insert into log values ('update'); end;
create trigger whole_removed instead of delete on whole begin insert into log values ('delete'); end;
create view part as select id, a, "b c" from t;
create trigger if not exists part_changed instead of update of A, [b c] on part begin insert into log values ('update'); end;
create view several as select id, a, "b c" from t;
create trigger several_first instead of update of id on several begin insert into log values ('update'); end;
create trigger several_second instead of update of "b c" on several begin insert into log values ('update'); end;
create view removed as select id, a, "b c" from t;
create trigger "instead of insert" instead of delete on removed begin insert into log values ('delete'); end;
`;

test("views are read to take what runs their triggers, and nothing else", async () => {
  const { tables } = await readSqliteDdl(schema);
  const database = new DatabaseSync(":memory:");
  database.exec(`${schema} insert into t values (1, 'a', 'b');`);
  const runsTrigger = (statement: string): boolean => {
    database.exec("delete from log");
    try {
      database.exec(statement);
    } catch {
      return false;
    }
    return database.prepare("select count(*) as n from log").get()?.["n"] !== 0;
  };
  const told: string[] = [];
  const seen: string[] = [];
  for (const { name, kind, columns, privileges } of tables) {
    if (kind !== "view") continue;
    for (const { name: column, updatable } of columns) {
      told.push(`update ${name}.${column}: ${updatable}`);
      seen.push(
        `update ${name}.${column}: ${runsTrigger(`update ${name} set "${column}" = 7 where id = 1`)}`,
      );
    }
    told.push(`insert into ${name}: ${privileges.insert}`);
    seen.push(`insert into ${name}: ${runsTrigger(`insert into ${name} (a) values ('x')`)}`);
    told.push(`delete from ${name}: ${privileges.delete}`);
    seen.push(`delete from ${name}: ${runsTrigger(`delete from ${name} where id = 1`)}`);
    expect(privileges.update).toBe(columns.some(({ updatable }) => updatable));
    expect(columns.every(({ insertable }) => insertable === privileges.insert)).toBe(true);
  }
  database.close();
  expect(told).toHaveLength(25);
  expect(told).toEqual(seen);
});
