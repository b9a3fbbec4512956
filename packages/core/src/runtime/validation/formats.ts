/*
 * What texts of a format look like. Each takes whatever its specification allows and sometimes a little more: real
 * services are not exact. Each is matched in time proportional to the text.
 */

/** RFC 3339 §5.6 `full-date`. */
export const dateFormat = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** RFC 3339 §5.6 `date-time`; the offset may be missing. */
export const dateTimeFormat =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)?$/;

/** RFC 9562 §4: any version. */
export const uuidFormat = /^[\dA-Fa-f]{8}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{12}$/;

/** Something at something, in any script. */
export const emailFormat = /^[^\s@]+@[^\s@]+$/;

/** RFC 3986 §3: a scheme, and whatever it takes. */
export const uriFormat = /^[A-Za-z][\dA-Za-z+.-]*:\S*$/;

/** Four numbers up to 255. */
export const ipv4Format =
  /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/** RFC 4291 §2.2, by its characters; with the zone of RFC 4007. */
export const ipv6Format = /^[\d.:A-Fa-f]{2,45}(?:%\S+)?$/;

/** RFC 4648 §4 and §5, in lines or not. */
export const base64Format = /^[\s\d+/=A-Z_a-z-]*$/;

/** A whole number as text. */
export const integerFormat = /^[+-]?\d+$/;
