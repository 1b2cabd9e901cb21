import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "./app/colours.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startSession } from "./bridge/session";
import { startLanguage } from "./i18n/i18n";
import { applyZoom } from "./ui/zoom";

// A file dropped beside its target must not replace the page.
for (const kind of ["dragover", "drop"] as const) {
  window.addEventListener(kind, (event) => event.preventDefault());
}

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");

startLanguage();
applyZoom();
// The session comes first: the router reads the same fragment as the token.
void startSession().finally(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
