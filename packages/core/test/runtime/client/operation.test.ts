import { describe, expect, expectTypeOf, it } from "vitest";
import {
  bindGroups,
  type BoundOperation,
  type Caller,
  type CallOptions,
  defineOperation,
  definePagedOperation,
  linkPages,
  ServiceError,
  type ServiceResponse,
} from "../../../src/runtime.js";
import { get, type GetErrors, json, type Repository, useFakeHub } from "../hub.js";

interface ListParams {
  readonly page?: number | undefined;
}

const ping = defineOperation<Record<string, never>, undefined>({
  id: "ping",
  method: "GET",
  path: "/ping",
});

const list = definePagedOperation<ListParams, readonly Repository[], Repository, GetErrors>({
  id: "repos/list",
  method: "GET",
  path: "/repos",
  parameters: { page: "query" },
  accept: "application/json",
  errors: [404],
  paging: linkPages(),
});

describe("the types of an operation", () => {
  it("demand params when one of them is required", () => {
    expectTypeOf(get).parameters.toEqualTypeOf<
      [client: Caller, params: { readonly owner: string }, options?: CallOptions]
    >();
  });

  it("let params be left out when all of them may be", () => {
    expectTypeOf(list).parameters.toEqualTypeOf<
      [client: Caller, params?: ListParams, options?: CallOptions]
    >();
    expectTypeOf(ping).parameters.toEqualTypeOf<
      [client: Caller, params?: Record<string, never>, options?: CallOptions]
    >();
  });

  it("give the result, alone or with what came around it", () => {
    expectTypeOf(get).returns.resolves.toEqualTypeOf<Repository>();
    expectTypeOf(get.response).returns.resolves.toEqualTypeOf<ServiceResponse<Repository>>();
  });

  it("give items and pages only where an operation is paged", () => {
    expectTypeOf(list.all).returns.toEqualTypeOf<AsyncGenerator<Repository, void, undefined>>();
    expectTypeOf(list.pages).returns.toEqualTypeOf<
      AsyncGenerator<readonly Repository[], void, undefined>
    >();
    expectTypeOf(get).not.toHaveProperty("all");
  });

  it("narrow an error to its documented statuses and bodies", () => {
    const two = defineOperation<
      object,
      unknown,
      { 404: { readonly message: string }; 422: string }
    >({
      id: "x",
      method: "GET",
      path: "/",
      errors: [404, 422],
    });
    const narrowed = (error: unknown): string => {
      if (!two.isError(error)) return "other";
      expectTypeOf(error.status).toEqualTypeOf<404 | 422>();
      return error.status === 404 ? error.body.message : error.body;
    };
    expect(narrowed(new Error("x"))).toBe("other");
  });

  it("narrow to nothing where no error is documented", () => {
    const check = (error: unknown): unknown => {
      if (ping.isError(error)) expectTypeOf(error).toBeNever();
      return error;
    };
    expect(check(1)).toBe(1);
  });

  it("demand the statuses of errors that have types", () => {
    const description = { id: "x", method: "GET", path: "/" } as const;
    // @ts-expect-error: without `errors` nothing would be recognised
    const operation = defineOperation<object, unknown, GetErrors>(description);
    expect(operation.definition).toBe(description);
  });

  it("demand paging of a paged operation", () => {
    const description = { id: "x", method: "GET", path: "/" } as const;
    // @ts-expect-error: without `paging` there are no pages
    const operation = definePagedOperation<object, unknown, unknown>(description);
    expect(operation.definition).toBe(description);
  });
});

describe("isError", () => {
  const ranged = defineOperation<object, unknown, Record<400 | 500, unknown>>({
    id: "x",
    method: "GET",
    path: "/",
    errors: ["4XX", 500],
  });
  const all = defineOperation<object, unknown, Record<400, unknown>>({
    id: "x",
    method: "GET",
    path: "/",
    errors: ["default"],
  });
  const { filter } = { filter: undefined };

  it.each([
    [400, true],
    [499, true],
    [500, true],
    [501, false],
  ])("of %d by a range or a status is %s", async (status, documented) => {
    const { noSecrets } = await import("../../../src/runtime/secrets/secret-filter.js");
    const error = new ServiceError("x", {
      kind: "server",
      operation: "x",
      status,
      filter: filter ?? noSecrets,
    });
    expect([ranged.isError(error), all.isError(error)]).toEqual([documented, true]);
  });
});

const fake = useFakeHub();

describe("bindGroups", () => {
  const version = "1";
  const groups = { repos: { get, list, version }, meta: { ping } };

  it("has the types of the operations without their client", () => {
    const bound = bindGroups(fake.client(), groups);
    expectTypeOf(bound.repos.get).toEqualTypeOf<
      BoundOperation<{ readonly owner: string }, Repository, GetErrors>
    >();
    expectTypeOf(bound.repos.get).parameters.toEqualTypeOf<
      [params: { readonly owner: string }, options?: CallOptions]
    >();
    expectTypeOf(bound.repos.list.all).returns.toEqualTypeOf<
      AsyncGenerator<Repository, void, undefined>
    >();
    expectTypeOf(bound.repos.version).toEqualTypeOf<string>();
    expectTypeOf(bound.meta.ping).parameters.toEqualTypeOf<
      [params?: Record<string, never>, options?: CallOptions]
    >();
  });

  it("calls operations with its client", async () => {
    fake.service.reply(json({ id: 1 }), json({ id: 2 }), json([{ id: 3 }]), json([{ id: 4 }]), {
      status: 204,
    });
    const hub = bindGroups(fake.client(), groups);
    expect(await hub.repos.get({ owner: "x" })).toEqual({ id: 1 });
    expect(await hub.repos.get.response({ owner: "x" })).toMatchObject({
      data: { id: 2 },
      status: 200,
    });
    for await (const item of hub.repos.list.all({ page: 2 })) expect(item).toEqual({ id: 3 });
    for await (const page of hub.repos.list.pages()) expect(page).toEqual([{ id: 4 }]);
    expect(await hub.meta.ping()).toBeUndefined();
    const sent = fake.service.requests.map(({ path, rawQuery }) => path + rawQuery);
    expect(sent).toEqual(["/repos/x", "/repos/x", "/repos?page=2", "/repos", "/ping"]);
  });

  it("passes on what belongs to an operation and what is none", () => {
    const hub = bindGroups(fake.client(), groups);
    expect(hub.repos.get.definition).toBe(get.definition);
    expect(hub.repos.get.isError(new Error("x"))).toBe(false);
    expect("all" in hub.repos.get).toBe(false);
    expect(hub.repos.version).toBe("1");
  });

  it("binds a group when it is first touched, and once", () => {
    let touched = 0;
    const group = {
      get get() {
        touched += 1;
        return get;
      },
    };
    const bound = bindGroups(fake.client(), { group });
    expect(Object.keys(bound)).toEqual(["group"]);
    expect(touched).toBe(0);
    expect(bound.group).toBe(bound.group);
    expect(touched).toBe(1);
  });
});

describe("an operation with several answers", () => {
  const several = defineOperation<
    Record<string, never>,
    { readonly id: number } | undefined,
    object,
    ServiceResponse<{ readonly id: number }, 200> | ServiceResponse<undefined, 204>,
    { "text/csv": string }
  >({ id: "rows/list", method: "GET", path: "/rows", accept: "application/json" });

  it("tells them apart by their status", async () => {
    fake.service.reply(json({ id: 1 }), { status: 204 });
    const bound = bindGroups(fake.client(), { rows: { several } });
    const [first, second] = [
      await several.response(fake.client()),
      await bound.rows.several.response(),
    ];
    if (first.status === 200) expectTypeOf(first.data).toEqualTypeOf<{ readonly id: number }>();
    if (second.status === 204) expectTypeOf(second.data).toEqualTypeOf<undefined>();
    expect([first.status, first.data, second.status, second.data]).toEqual([
      200,
      { id: 1 },
      204,
      undefined,
    ]);
  });

  it("gives the type that is asked for", async () => {
    const csv = { headers: { "content-type": "text/csv" }, body: "id\n1" };
    fake.service.reply(csv, csv);
    const bound = bindGroups(fake.client(), { rows: { several } });
    const texts = [
      await several.as(fake.client(), "text/csv"),
      await bound.rows.several.as("text/csv", {}),
    ];
    expectTypeOf(texts).toEqualTypeOf<string[]>();
    expect(texts).toEqual(["id\n1", "id\n1"]);
    expect(fake.service.requests.map(({ headers }) => headers["accept"])).toEqual([
      "text/csv",
      "text/csv",
    ]);
    expectTypeOf(several.as).parameter(1).toEqualTypeOf<"text/csv">();
  });
});
