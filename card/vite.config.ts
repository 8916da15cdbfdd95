import { defineConfig } from "vitest/config";

// One file, the same bytes from the same sources: its name is fixed, and nothing of the machine goes in.
export default defineConfig({
  build: {
    target: "es2022",
    outDir: process.env["CARD_OUT"] ?? "../custom_components/bitgridai/frontend",
    emptyOutDir: false,
    copyPublicDir: false,
    sourcemap: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/main.ts",
      output: { format: "es", entryFileNames: "bitgridai-card.js", inlineDynamicImports: true },
    },
  },
  esbuild: { legalComments: "eof" },
  test: { include: ["{src,page}/**/*.test.ts"], environment: "node" },
});
