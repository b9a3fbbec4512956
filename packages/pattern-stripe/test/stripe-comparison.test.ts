import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readStripe, renderStripe, writeAdapter } from "./generated-adapter.js";
import { compareAll, type Compared, type Comparison } from "./official/comparison.js";
import { repetitions } from "./official/repetitions.js";
import type { SentRequest } from "./official/sent-request.js";

/**
 * The same calls made with the official client and with ours, against one recording server. Every operation that both
 * know takes part, with a value for every parameter, and twice more with other alternatives of each.
 */
describe("beside the official client", () => {
  let adapter: ReturnType<typeof writeAdapter>;
  let result: Comparison;

  beforeAll(async () => {
    const model = await readStripe(() => undefined);
    adapter = writeAdapter(renderStripe(model));
    result = await compareAll(model, adapter.directory, [0, 1, 2]);
  }, 120_000);

  afterAll(() => adapter?.remove());

  /** Calls in which the two differ in one part of the request. */
  const differing = (part: (sent: SentRequest) => unknown): readonly Compared[] =>
    result.compared.filter(
      ({ theirs, ours }) => JSON.stringify(part(theirs)) !== JSON.stringify(part(ours)),
    );

  test("compares 397 operations, three times each", () => {
    expect(new Set(result.compared.map(({ id }) => id)).size).toBe(397);
    expect(result.compared).toHaveLength(3 * 397);
  });

  test("leaves out the operations that the official client, which is three years newer, has no method for", () => {
    expect(result.unknown).toMatchInlineSnapshot(`
      [
        "accounts/createBankAccounts",
        "accounts/createPeople",
        "accounts/deleteBankAccounts",
        "accounts/deletePeople",
        "accounts/listPeople",
        "accounts/retrieveBankAccounts",
        "accounts/retrievePeople",
        "accounts/updateBankAccounts",
        "accounts/updatePeople",
        "application_fees/refund",
        "balance/listHistory",
        "balance/retrieveHistory",
        "charges/closeDispute",
        "charges/createRefunds",
        "charges/listRefunds",
        "charges/refund",
        "charges/retrieveDispute",
        "charges/retrieveRefunds",
        "charges/updateDispute",
        "charges/updateRefunds",
        "customers/createBankAccounts",
        "customers/createCards",
        "customers/createSubscriptions",
        "customers/deleteBankAccounts",
        "customers/deleteCards",
        "customers/deleteSubscriptions",
        "customers/deleteSubscriptionsDiscount",
        "customers/discount",
        "customers/listBankAccounts",
        "customers/listCards",
        "customers/listSubscriptions",
        "customers/retrieveBankAccounts",
        "customers/retrieveCards",
        "customers/retrieveSubscriptions",
        "customers/subscriptionsDiscount",
        "customers/updateBankAccounts",
        "customers/updateCards",
        "customers/updateSubscriptions",
        "customers/verifyBankAccounts",
        "invoices/upcoming",
        "invoices/upcomingLines",
        "issuing/listSettlements",
        "issuing/retrieveSettlements",
        "issuing/updateSettlements",
        "link_account_sessions/create",
        "link_account_sessions/retrieve",
        "linked_accounts/disconnect",
        "linked_accounts/list",
        "linked_accounts/owners",
        "linked_accounts/refresh",
        "linked_accounts/retrieve",
        "sources/retrieveMandateNotifications",
        "sources/retrieveSourceTransactions",
        "subscription_items/usageRecordSummaries",
        "subscription_items/usageRecords",
      ]
    `);
  });

  test("gives every kind of argument that the document has", () => {
    expect([...result.kinds].toSorted()).toEqual([
      "date",
      "file",
      "free names",
      "list",
      "metadata",
      "nested",
      "null",
      "one of several",
    ]);
  });

  test("sends the same method", () => {
    expect(differing(({ method }) => method)).toEqual([]);
  });

  test("sends the same path", () => {
    expect(differing(({ path }) => path)).toEqual([]);
  });

  test("sends the same query", () => {
    expect(differing(({ query }) => query)).toEqual([]);
  });

  test("sends the same content type where there is content", () => {
    expect(differing(({ contentType }) => contentType)).toEqual([]);
  });

  test("sends the same key, version and media type", () => {
    expect(differing(({ headers }) => headers)).toEqual([]);
    expect(result.compared[0]?.ours.headers).toEqual({
      accept: "application/json",
      account: undefined,
      authorization: "Bearer not-a-real-key",
      version: "2022-11-15",
    });
  });

  test("sends the same body, but for dates and null in a multipart form", () => {
    const unexplained = differing(({ body }) => body).filter(
      ({ id, theirs, ours }) =>
        id !== "files/create" ||
        JSON.stringify(theirs.body) !== JSON.stringify(ours.body.flatMap(asOfficial)),
    );
    expect(unexplained).toEqual([]);
    expect(differing(({ body }) => body)).toHaveLength(3);
  });

  // The official client gives up after a 429 unless the service says otherwise. It was refused, so nothing was done: ours
  // waits, as long as `Retry-After` says where it does, and asks again.
  test("tries the same again, with the same key, but for a 429 that does not say", async () => {
    expect(await repetitions(adapter.directory)).toMatchInlineSnapshot(`
      {
        "DELETE 400": "both 1, rejected",
        "DELETE 400, should retry": "both 2, fulfilled",
        "DELETE 402": "both 1, rejected",
        "DELETE 409": "both 2, fulfilled",
        "DELETE 429": "theirs 1, rejected; ours 2, fulfilled",
        "DELETE 429, should not retry": "both 1, rejected",
        "DELETE 429, should retry": "both 2, fulfilled",
        "DELETE 500": "both 2, fulfilled",
        "DELETE 500, should not retry": "both 1, rejected",
        "DELETE 501": "both 2, fulfilled",
        "DELETE 503": "both 2, fulfilled",
        "DELETE reset before the answer": "both 2, fulfilled",
        "GET 400": "both 1, rejected",
        "GET 400, should retry": "both 2, fulfilled",
        "GET 402": "both 1, rejected",
        "GET 409": "both 2, fulfilled",
        "GET 429": "theirs 1, rejected; ours 2, fulfilled",
        "GET 429, should not retry": "both 1, rejected",
        "GET 429, should retry": "both 2, fulfilled",
        "GET 500": "both 2, fulfilled",
        "GET 500, should not retry": "both 1, rejected",
        "GET 501": "both 2, fulfilled",
        "GET 503": "both 2, fulfilled",
        "GET reset before the answer": "both 2, fulfilled",
        "POST 400": "both 1, rejected",
        "POST 400, should retry": "both 2, fulfilled",
        "POST 402": "both 1, rejected",
        "POST 409": "both 2, fulfilled",
        "POST 429": "theirs 1, rejected; ours 2, fulfilled",
        "POST 429, should not retry": "both 1, rejected",
        "POST 429, should retry": "both 2, fulfilled",
        "POST 500": "both 2, fulfilled",
        "POST 500, should not retry": "both 1, rejected",
        "POST 501": "both 2, fulfilled",
        "POST 503": "both 2, fulfilled",
        "POST reset before the answer": "both 2, fulfilled",
      }
    `);
  });
});

/**
 * A part of our multipart form as the official client writes it, which leaves a `Date` out and writes `null` as the
 * text `null`. In other forms it writes seconds, and nothing.
 */
function asOfficial(part: string): readonly string[] {
  if (part.includes('name="file_link_data[expires_at]"')) return [];
  return [part.replace(/(name="file_link_data\[metadata\]"\n)$/, "$1null")];
}
