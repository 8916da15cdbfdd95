import { defineConfig } from "vite";

// The agent's page: fixed names, relative addresses, the same bytes from the same sources.
export default defineConfig({
  root: "page",
  base: "./",
  build: {
    target: "es2022",
    outDir: process.env["PAGE_OUT"] ?? "../../addon/bitgridai_agent/page",
    emptyOutDir: false,
    copyPublicDir: false,
    sourcemap: false,
    modulePreload: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      output: { format: "es", entryFileNames: "page.js", assetFileNames: "[name][extname]", inlineDynamicImports: true },
    },
  },
  esbuild: { legalComments: "eof" },
});
