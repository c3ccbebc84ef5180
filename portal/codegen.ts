// Types of every operation in src, from the schema that the gateway prints. What comes out is not in git.
import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: "src/**/*.graphql",
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false, persistedDocuments: { mode: "embedHashInDocument", hashAlgorithm: "sha256" } },
      config: {
        documentMode: "string",
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          Bedrag: "string", // euros as text: "15.20". Never a number, for a number rounds
          Date: "string",
          DateTime: "string",
          Duration: "string",
          EmailAddress: "string",
          JSON: "unknown",
          URL: "string",
          URN: "string",
        },
      },
    },
  },
};

export default config;
