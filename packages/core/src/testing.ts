export { FakeClock, type FakeClockOptions } from "./testing/fake-clock.js";
export type { FakeAnswer, FakeReply } from "./testing/fake-reply.js";
export type { FakeRequest } from "./testing/fake-request.js";
export { FakeService, type FakeServiceOptions } from "./testing/fake-service.js";
