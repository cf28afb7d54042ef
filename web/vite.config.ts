import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const sources = fileURLToPath(new URL("./src", import.meta.url));

export default defineConfig({
  // The server puts its path prefix in front of what the page names; scripts find the rest relative to themselves.
  base: "./",
  plugins: [react()],
  resolve: { alias: { "@": sources } },
  build: { manifest: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, cssMinify: true, reportCompressedSize: false },
  // While developing: npx vite, beside `goodgate serve --insecure-cookies`.
  server: { proxy: { "/api": "http://127.0.0.1:8470" } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts", "src/**/*.test.tsx"], environment: "node" } },
      {
        extends: true,
        test: {
          name: "pages", include: ["tests/**/*.test.ts"], environment: "node", pool: "forks", fileParallelism: false,
          testTimeout: 120_000, hookTimeout: 120_000,
        },
      },
    ],
  },
});
