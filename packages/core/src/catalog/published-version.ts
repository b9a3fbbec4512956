import { z } from "zod";
import { readManifest } from "./read-manifest.js";
import type { PublishedVersion } from "./published-pattern.js";

/** A field that is left out where an old package has something else in it. */
function lenient<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

const ranges = lenient(z.record(z.string(), z.string()));

const versionSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: lenient(z.string().min(1)),
  dist: z.object({
    tarball: z.url(),
    integrity: lenient(z.string().min(1)),
    attestations: lenient(
      z.object({
        url: z.url(),
        provenance: lenient(z.object({ predicateType: z.string() })),
      }),
    ),
  }),
  deprecated: lenient(z.union([z.string().min(1), z.literal(true)])),
  repository: lenient(z.union([z.string().min(1), z.object({ url: z.string().min(1) })])),
  _npmUser: lenient(
    z.object({
      name: z.string().min(1),
      trustedPublisher: lenient(z.object({ id: z.string().min(1) })),
    }),
  ),
  agentflow: z.unknown().optional(),
  dependencies: ranges,
  peerDependencies: ranges,
});

/**
 * Reads one version of a registry's answer. What has an unexpected shape and is not needed is left out.
 * @returns undefined when it has no tarball, or is not the version that was asked for
 */
export function readPublishedVersion(
  wanted: { readonly name: string; readonly version: string },
  answer: unknown,
  publishedAt: string | undefined,
): PublishedVersion | undefined {
  const parsed = versionSchema.safeParse(answer).data;
  if (parsed?.name !== wanted.name || parsed.version !== wanted.version) return undefined;
  const { name, version, description, dist, deprecated, repository, _npmUser: user } = parsed;
  const { manifest, contract, problem } = readManifest(parsed, `npm:${name}@${version}`);
  const url = typeof repository === "string" ? repository : repository?.url;
  return {
    version,
    ...(description !== undefined && { description }),
    ...(manifest && { manifest }),
    ...(contract !== undefined && { contract }),
    problems: problem ? [problem] : [],
    tarball: dist.tarball,
    ...(dist.integrity !== undefined && { integrity: dist.integrity }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(deprecated !== undefined && {
      deprecated: deprecated === true ? "deprecated" : deprecated,
    }),
    ...(url !== undefined && { repository: url }),
    ...(user && {
      publisher: {
        name: user.name,
        ...(user.trustedPublisher && { trustedPublisher: user.trustedPublisher.id }),
      },
    }),
    ...(dist.attestations && {
      provenance: { url: dist.attestations.url, ...dist.attestations.provenance },
    }),
    dependencies: parsed.dependencies ?? {},
    peerDependencies: parsed.peerDependencies ?? {},
  };
}
