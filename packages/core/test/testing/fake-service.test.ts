import { connect } from "node:net";
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock, FakeService } from "../../src/testing.js";

let service: FakeService;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  service = await FakeService.start({ clock });
});
afterEach(() => service.close());

describe("FakeService", () => {
  it("answers what it was told to, in order", async () => {
    service.reply(
      { body: "1" },
      { status: 201, headers: { "x-a": ["b", "c"] }, body: Uint8Array.of(50) },
    );
    const first = await request(service.url);
    const second = await request(service.url);
    expect([first.statusCode, await first.body.text()]).toEqual([200, "1"]);
    expect([second.statusCode, second.headers["x-a"], await second.body.text()]).toEqual([
      201,
      ["b", "c"],
      "2",
    ]);
  });

  it("remembers what it was asked, path raw and query decoded in order", async () => {
    service.reply({});
    const body = Buffer.from([0, 255]);
    await request(`${service.url}/a%2Fb?z=1&a=%C3%BC&z=2`, {
      method: "POST",
      body,
      headers: { "X-A": "1" },
    });
    expect(service.requests).toMatchObject([
      {
        method: "POST",
        path: "/a%2Fb",
        rawQuery: "?z=1&a=%C3%BC&z=2",
        query: [
          ["z", "1"],
          ["a", "ü"],
          ["z", "2"],
        ],
        headers: { "x-a": "1" },
        body,
      },
    ]);
  });

  it("takes paths and headers that many servers refuse as too long", async () => {
    service.reply({});
    const { statusCode } = await request(`${service.url}/?${"a".repeat(200_000)}`);
    expect(statusCode).toBe(200);
  });

  it("makes an answer from the request where it is told how", async () => {
    service.reply(({ path }) => ({ body: `you asked for ${path}` }));
    const { body } = await request(`${service.url}/x`);
    expect(await body.text()).toBe("you asked for /x");
  });

  it("answers 599 to what it did not expect, and remembers it", async () => {
    const { statusCode, body } = await request(`${service.url}/surprise`);
    await body.dump();
    expect(statusCode).toBe(599);
    expect(service.unexpected.map(({ path }) => path)).toEqual(["/surprise"]);
    service.reset();
    expect([service.requests, service.unexpected]).toEqual([[], []]);
  });

  it.each([204, 304])("sends no length with status %d", async (status) => {
    service.reply({ status });
    const { statusCode, headers } = await request(service.url);
    expect([statusCode, headers["content-length"]]).toEqual([status, undefined]);
  });

  it("sends no date of its own, because tests have their own time", async () => {
    service.reply({});
    const { headers } = await request(service.url);
    expect(headers["date"]).toBeUndefined();
  });

  it("delays an answer by its own clock", async () => {
    service.reply({ delay: 60_000, body: "x" });
    const { body } = await request(service.url);
    expect([await body.text(), clock.now()]).toEqual(["x", 60_000]);
  });

  it("cuts the connection before the answer", async () => {
    service.reply({ fault: "drop-before-answer" });
    await expect(request(service.url)).rejects.toThrow("other side closed");
  });

  it("cuts the connection in the middle of the body", async () => {
    service.reply({ fault: "drop-in-body", body: "0123456789" });
    const { headers, body } = await request(service.url);
    expect(headers["content-length"]).toBe("10");
    await expect(body.text()).rejects.toThrow("other side closed");
  });

  it("sends half a body as if it were all of it", async () => {
    service.reply({ fault: "truncate", body: "0123456789" });
    const { headers, body } = await request(service.url);
    expect([headers["content-length"], await body.text()]).toEqual(["5", "01234"]);
  });

  it("answers nothing until it is closed", async () => {
    service.reply({ fault: "hang" });
    const hanging = request(service.url).catch((error: unknown) => error);
    await service.received(1);
    await service.close();
    expect(await hanging).toMatchObject({ message: "other side closed" });
    service = await FakeService.start();
  });

  it("says when requests have come", async () => {
    service.reply({}, {});
    const both = service.received(2);
    await request(service.url);
    await request(service.url);
    await both;
    await service.received(1);
    expect(service.requests).toHaveLength(2);
  });

  it("survives a client that goes away while it sends", async () => {
    const socket = connect(Number(new URL(service.url).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf", () =>
      socket.destroy(),
    );
    await new Promise((resolve) => {
      socket.once("close", resolve);
    });
    service.reply({ body: "still here" });
    const { body } = await request(service.url);
    expect(await body.text()).toBe("still here");
  });
});
