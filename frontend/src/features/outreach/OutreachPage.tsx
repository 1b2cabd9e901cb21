import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PrepareForm } from "@/ui/message/PrepareForm";
import { Page } from "@/ui/Page";
import { Views } from "@/ui/Views";
import { MannersView } from "./MannersView";
import { type OutreachView, VIEWS } from "./search";
import { TemplatesView } from "./TemplatesView";
import { Tray } from "./Tray";

const LABELS = {
  tray: "outreach.tray",
  templates: "outreach.templates",
  manners: "outreach.manners",
} as const;

/** Words that wait for a person who opens the chat. Raja sends nothing by itself. */
export function OutreachPage() {
  const { t } = useTranslation();
  const { view = "tray", add = false } = useSearch({ from: "/outreach" });
  const navigate = useNavigate({ from: "/outreach" });
  const choose = (next: OutreachView) =>
    void navigate({ search: { view: next === "tray" ? undefined : next }, replace: true });
  const adding = (open: boolean) =>
    void navigate({
      search: (old) => ({ view: old.view, add: open || undefined }),
      replace: true,
    });
  const tray = view === "tray";
  return (
    <Page
      title={t("nav.outreach")}
      note={t("outreach.note")}
      actions={
        tray && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => adding(true)}
          >
            {t("message.prepare")}
          </Button>
        )
      }
    >
      <Views
        label={t("outreach.view")}
        view={view}
        onChange={choose}
        views={VIEWS.map((value) => ({ value, label: t(LABELS[value]) }))}
      />
      {view === "templates" ? (
        <TemplatesView adding={add} onAdding={adding} />
      ) : view === "manners" ? (
        <MannersView />
      ) : (
        <Tray />
      )}
      {tray && add && <PrepareForm onClose={() => adding(false)} />}
    </Page>
  );
}
