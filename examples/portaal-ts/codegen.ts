// `npm run codegen`: types of every operation in src, and the list of documents that the gateway may trust.
import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../schema.graphql", // or the address of a gateway that shows its schema
  documents: "src/*.ts",
  importExtension: ".ts", // Node runs the sources as they are
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false, persistedDocuments: { mode: "embedHashInDocument", hashAlgorithm: "sha256" } },
      config: {
        documentMode: "string",
        useTypeImports: true,
        strictScalars: true,
        scalars: { Bedrag: "string", Date: "string", DateTime: "string", Duration: "string", EmailAddress: "string", JSON: "unknown", URL: "string", URN: "string" },
      },
    },
  },
};

export default config;
