import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const sources = fileURLToPath(new URL("./src", import.meta.url));

interface Modules { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/** What a module imports at once, all the way down. */
function all_of(modules: Modules, id: string, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const one of modules.getModuleInfo(id)?.importedIds ?? []) all_of(modules, one, found);
  return found;
}

/** Few files, so that a slow network brings a screen in two turns: what every screen needs, what the inbox needs besides, and what
 * several others share. */
function groups() {
  const [entry, inbox] = [`${sources}/main.tsx`, `${sources}/pages/inbox.tsx`];
  const part = (root: string, name: string, priority: number) => ({ debugName: name, name: (id: string, modules: Modules) => (id !== root && all_of(modules, root).has(id) ? name : null), priority });
  return [part(entry, "first", 3), part(inbox, "review", 2), { name: "shared", test: /\/src\//, minShareCount: 4, priority: 1 }];
}

/** The page names what the inbox is made of, so that it comes beside what every screen needs and not after it, and the script that
 * asks early (public/early.js). */
const beside: Plugin = {
  name: "beside",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle = {} }) => {
      const link = (href: string, attrs: object) => ({ tag: "link", attrs: { ...attrs, crossorigin: true, href: `./${href}` }, injectTo: "head" as const });
      const names = (file: (typeof bundle)[string]): string[] => (file.type === "chunk" ? [file.name] : file.names);
      return [
        { tag: "script", attrs: { src: "./early.js", async: true }, injectTo: "head-prepend" },
        ...Object.values(bundle).flatMap((file) => {
          if (!names(file).some((name) => /^(inbox|review)(\.css)?$/.test(name))) return [];
          return file.type === "chunk" ? link(file.fileName, { rel: "modulepreload" }) : link(file.fileName, { rel: "preload", as: "style" });
        }),
      ];
    },
  },
};

export default defineConfig({
  // The server puts its path prefix in front of what the page names; scripts find the rest relative to themselves.
  base: "./",
  plugins: [react(), beside],
  resolve: { alias: { "@": sources } },
  build: { manifest: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, cssMinify: true, reportCompressedSize: false, chunkSizeWarningLimit: 700, rolldownOptions: { output: { codeSplitting: { groups: groups() } } } },
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
