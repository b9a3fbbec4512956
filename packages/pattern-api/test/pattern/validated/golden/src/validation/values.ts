import * as checks from "@agentflow/core/validation";
import * as z from "./zod.js";

export const integer: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1)),
);

export const int32: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1), z.gte(-2147483648), z.lte(2147483647)),
);

export const uint32: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1), z.gte(0), z.lte(4294967295)),
);

export const int16: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1), z.gte(-32768), z.lte(32767)),
);

export const uint16: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1), z.gte(0), z.lte(65535)),
);

export const int8: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1), z.gte(-128), z.lte(127)),
);

export const uint8: z.Of<number> = /* @__PURE__ */ z.define(() =>
  z.number().check(z.multipleOf(1), z.gte(0), z.lte(255)),
);

export const int64: z.Of<bigint> = /* @__PURE__ */ z.define(() =>
  z.bigint().check(z.gte(-9223372036854775808n), z.lte(9223372036854775807n)),
);

export const uint64: z.Of<bigint> = /* @__PURE__ */ z.define(() =>
  z.bigint().check(z.gte(0n), z.lte(18446744073709551615n)),
);

export const integerText: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isIntegerText, "expected a whole number")),
);

export const date: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isDate, "expected a date")),
);

export const dateTime: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isDateTime, "expected a date and time")),
);

export const uuid: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isUuid, "expected a UUID")),
);

export const email: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isEmail, "expected an email address")),
);

export const uri: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isUri, "expected a URI")),
);

export const ipv4: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isIpv4, "expected an IPv4 address")),
);

export const ipv6: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isIpv6, "expected an IPv6 address")),
);

export const base64: z.Of<string> = /* @__PURE__ */ z.define(() =>
  z.string().check(z.refine(checks.isBase64, "expected base64")),
);
