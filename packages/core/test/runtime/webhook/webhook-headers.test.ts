import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { WebhookHeaders } from "../../../src/runtime/webhook/webhook-headers.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
import { body, clockAt, delivery, outcome, schemes, secretText } from "./deliveries.js";

const clock = clockAt(0);

/** Every entry with its name changed. */
function renamed(
  headers: Record<string, string>,
  rename: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, text]) => [rename(name), text]));
}

/** What Node's server makes of the header fields. */
async function receivedByNode(headers: Record<string, string>): Promise<IncomingHttpHeaders> {
  const received = Promise.withResolvers<IncomingHttpHeaders>();
  const server = createServer((request, response) => {
    received.resolve(request.headers);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // of a TCP server
  await (await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body })).text();
  await new Promise((resolve) => server.close(resolve));
  return received.promise;
}

describe.each(schemes)("header fields of %s", (_name, scheme) => {
  const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock });
  const reasonFor = (headers: WebhookHeaders): Promise<string> =>
    outcome(verifier, { headers, body });

  it.each<[string, (headers: Record<string, string>) => WebhookHeaders | Promise<WebhookHeaders>]>([
    ["Headers", (headers) => new Headers(headers)],
    ["a Request", (headers) => new Request("http://localhost", { headers }).headers],
    ["Node's request", receivedByNode],
    ["a record in capitals", (headers) => renamed(headers, (name) => name.toUpperCase())],
    [
      "a record of arrays",
      (headers) =>
        Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, [text]])),
    ],
    [
      "a record without a prototype",
      (headers) => Object.assign(Object.create(null) as Record<string, string>, headers),
    ],
    [
      "a record with empty arrays beside",
      (headers) => ({ ...headers, [`${scheme.signatureHeader} `]: [] }),
    ],
  ])("are read from %s", async (_kind, give) => {
    expect(await reasonFor(await give((await delivery(scheme)).headers))).toBe("accepted");
  });

  it.each<[string, WebhookHeaders]>([
    ["there are none", {}],
    ["there are none", new Headers()],
    ["it is empty", { [scheme.signatureHeader]: "" }],
    ["it is undefined", { [scheme.signatureHeader]: undefined }],
    ["it is an empty array", { [scheme.signatureHeader]: [] }],
  ])("miss a signature when %s", async (_case, headers) => {
    expect(await reasonFor(headers)).toBe("missing-signature");
  });

  it("are malformed when any is there twice, whatever it holds", async () => {
    const { headers } = await delivery(scheme);
    for (const [name, text] of Object.entries(headers)) {
      expect(await reasonFor({ ...headers, [name]: [text, text] })).toBe("malformed");
      expect(await reasonFor({ ...headers, [name.toUpperCase()]: text })).toBe("malformed");
    }
  });

  it("are malformed when any is very long", async () => {
    const { headers } = await delivery(scheme);
    for (const [name, text] of Object.entries(headers)) {
      const long = `${text}${" ".repeat(1e6)}`;
      expect(await reasonFor({ ...headers, [name]: long })).toBe("malformed");
    }
  });

  it("are malformed when any is no text", async () => {
    const { headers } = await delivery(scheme);
    for (const name of Object.keys(headers)) {
      // What JavaScript lets anybody do.
      const headersOfNumbers = { ...headers, [name]: 5 as unknown as string };
      expect(await reasonFor(headersOfNumbers)).toBe("malformed");
    }
  });

  it("prove nothing with a signature of another length", async () => {
    const { headers } = await delivery(scheme);
    const signature = headers[scheme.signatureHeader] ?? "";
    for (const cut of [signature.slice(0, -1), `${signature}0`, signature.slice(0, -40)]) {
      expect(await reasonFor({ ...headers, [scheme.signatureHeader]: cut })).toBe("malformed");
    }
  });
});
