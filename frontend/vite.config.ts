import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const source = fileURLToPath(new URL("./src", import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      "@icons": "@tabler/icons-react/dist/esm/icons",
      "@": source,
    },
  },
  build: {
    target: "safari16.4",
    outDir: "dist",
    // The page is read from a local disk: one warning less, nothing lost.
    chunkSizeWarningLimit: 1200,
    // No file becomes a data: URL, so that the policy for fonts stays 'self'.
    assetsInlineLimit: 0,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
  },
});
