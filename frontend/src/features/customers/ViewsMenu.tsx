import IconBookmark from "@icons/IconBookmark.mjs";
import IconCheck from "@icons/IconCheck.mjs";
import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { removeView, setView, viewsQuery } from "@/bridge/views";
import { useAct } from "@/ui/useAct";
import { type CustomersSearch, differs, searchOf, viewOf } from "./filter";
import { RenameView } from "./RenameView";
import { SaveView } from "./SaveView";

/** The lists that have a name: goes to one, keeps what is shown as one. */
export function ViewsMenu({ search }: { search: CustomersSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/customers" });
  const [saving, setSaving] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const { data } = useQuery(viewsQuery);
  const views = data?.items ?? [];
  const current = views.find(({ code }) => code === search.view);
  const go = (to: CustomersSearch) => void navigate({ search: to, replace: true });
  const update = useAct({
    run: (name: string) => setView(search.view ?? "", viewOf(search, name)),
    said: ({ name }) => t("views.said", { name }),
    code: ({ code }) => code,
  });
  const drop = useAct({
    run: async (code: string) => {
      await removeView(code);
      return { code, name: current?.name ?? "" };
    },
    said: ({ name }) => t("views.removed", { name }),
    code: ({ code }) => code,
    after: () => go({ ...search, view: undefined }),
  });
  return (
    <>
      <Menu position="bottom-start" width={280} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="default"
            aria-label={current ? `${t("views.label")}: ${current.name}` : t("views.label")}
            leftSection={<IconBookmark size={16} stroke={1.6} />}
          >
            {current?.name ?? t("views.label")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => go({})}>{t("views.all")}</Menu.Item>
          {views.map((view) => (
            <Menu.Item
              key={view.code}
              rightSection={view === current && <IconCheck size={14} aria-hidden="true" />}
              onClick={() => go(searchOf(view))}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {current && differs(search, current) && (
            <Menu.Item onClick={() => update.mutate(current.name)}>
              {t("views.update", { name: current.name })}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => setSaving(true)}>{t("views.save")}</Menu.Item>
          {current && (
            <Menu.Item onClick={() => setRenaming(true)}>
              {t("views.rename", { name: current.name })}
            </Menu.Item>
          )}
          {current && (
            <Menu.Item color="var(--danger)" onClick={() => drop.mutate(current.code)}>
              {t("views.remove", { name: current.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {renaming && current && <RenameView view={current} onClose={() => setRenaming(false)} />}
      {saving && (
        <SaveView
          search={search}
          onSaved={(view) => go(searchOf(view))}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}
