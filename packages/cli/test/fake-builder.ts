import type {
  Builder,
  BuildOptions,
  BuildReport,
  DiffOptions,
  DriftReport,
  Integration,
  Requirements,
  ValidateOptions,
  ValidationReport,
} from "@agentflow/core";

/** A builder that does what a test says, and remembers what it was asked. */
export class FakeBuilder implements Builder {
  readonly builds: { readonly requirements: Requirements; readonly options: BuildOptions }[] = [];
  readonly validations: string[] = [];
  projectDirectory = "";
  onBuild: (options: BuildOptions) => Promise<BuildReport> | BuildReport = unexpected;
  onValidate: (options: ValidateOptions | undefined) => ValidationReport = unexpected;
  readonly comparisons: {
    readonly directory: string;
    readonly options: DiffOptions | undefined;
  }[] = [];
  onDiff: (options: DiffOptions | undefined) => DriftReport = unexpected;
  integrations: readonly Integration[] = [];

  readonly create = (options: { readonly projectDirectory: string }): Builder => {
    this.projectDirectory = options.projectDirectory;
    return this;
  };

  async build(requirements: Requirements, options: BuildOptions): Promise<BuildReport> {
    this.builds.push({ requirements, options });
    return this.onBuild(options);
  }

  async validate(directory: string, options?: ValidateOptions): Promise<ValidationReport> {
    this.validations.push(directory);
    return this.onValidate(options);
  }

  async diff(directory: string, options?: DiffOptions): Promise<DriftReport> {
    this.comparisons.push({ directory, options });
    return this.onDiff(options);
  }

  list(): Promise<readonly Integration[]> {
    return Promise.resolve(this.integrations);
  }

  history(): Promise<never> {
    return Promise.reject(new Error("The command never asks for it."));
  }

  averages(): Promise<never> {
    return Promise.reject(new Error("The command never asks for it."));
  }
}

function unexpected(): never {
  throw new Error("The test did not expect this.");
}
