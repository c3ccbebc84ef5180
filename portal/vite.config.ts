import { defineConfig } from "vite";
import { licences } from "./build/licences.ts";
import { unusedTokens } from "./build/unused-tokens.ts";

export default defineConfig({
  plugins: [unusedTokens(), licences()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0, // a data: address would need a wider content security policy
    modulePreload: { polyfill: false },
  },
});
