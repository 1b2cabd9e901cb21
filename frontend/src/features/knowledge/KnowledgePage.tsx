import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { Views } from "@/ui/Views";
import { ChecklistForm } from "./ChecklistForm";
import { ChecklistsView } from "./ChecklistsView";
import { PlaybooksView } from "./PlaybooksView";
import { StandardForm } from "./StandardForm";
import { StandardsView } from "./StandardsView";
import { type KnowledgeView, VIEWS } from "./search";

const LABELS = {
  standards: "knowledge.standards",
  checklists: "knowledge.checklists",
  playbooks: "knowledge.playbooks",
} as const;

const ADD = {
  standards: "standard.add",
  checklists: "checklist.add",
} as const;

/** What everybody here should know: what is promised, what is gone through, what to do when. */
export function KnowledgePage() {
  const { t } = useTranslation();
  const { view = "standards", add = false } = useSearch({ from: "/knowledge" });
  const navigate = useNavigate({ from: "/knowledge" });
  const choose = (next: KnowledgeView) =>
    void navigate({ search: { view: next === "standards" ? undefined : next }, replace: true });
  const adding = (open: boolean) =>
    void navigate({
      search: (old) => ({ view: old.view, add: open || undefined }),
      replace: true,
    });
  const button = view !== "playbooks" && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => adding(true)}>
      {t(ADD[view])}
    </Button>
  );
  return (
    <Page title={t("nav.knowledge")} note={t("knowledge.note")} actions={button}>
      <Views
        label={t("knowledge.view")}
        view={view}
        onChange={choose}
        views={VIEWS.map((value) => ({ value, label: t(LABELS[value]) }))}
      />
      {view === "checklists" ? (
        <ChecklistsView />
      ) : view === "playbooks" ? (
        <PlaybooksView />
      ) : (
        <StandardsView />
      )}
      {add && view === "standards" && <StandardForm onClose={() => adding(false)} />}
      {add && view === "checklists" && <ChecklistForm onClose={() => adding(false)} />}
    </Page>
  );
}
