import { Button, Group, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plugin } from "@/bridge/contract";
import { disablePlugin, enablePlugin, removePlugin } from "@/bridge/plugins";
import { useDone } from "@/ui/done";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Plugins.module.css";
import { Standing } from "./Standing";
import { useHidden } from "./useHidden";
import { HOOKS } from "./words";

/** What it is called and decides, and the switch. */
export function PluginHead({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const [removing, setRemoving] = useState(false);
  const name = say(one.name_id, one.name_en);
  const tellHidden = useHidden();
  const turn = useAct({
    run: () => (one.enabled ? disablePlugin(one.id) : enablePlugin(one.id)),
    said: ({ enabled }) => (enabled ? t("rules.on_said", { name }) : t("rules.off_said", { name })),
    after: tellHidden,
  });
  return (
    <header>
      <div className={styles.head}>
        <div>
          <h2>{name}</h2>
          <p className={styles.text}>
            {one.answers.length > 0
              ? t("rules.decides", { what: one.answers.map((hook) => t(HOOKS[hook])).join(", ") })
              : t("rules.decides_nothing", {
                  what: one.hooks.map((hook) => t(HOOKS[hook])).join(", "),
                })}
          </p>
          <Standing one={one} />
        </div>
        <div className={styles.acts}>
          {!one.shipped && (
            <Button variant="subtle" color="gray" onClick={() => setRemoving(true)}>
              {t("rules.remove")}
            </Button>
          )}
          <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate(undefined)}>
            {one.enabled ? t("rules.turn_off") : t("rules.turn_on")}
          </Button>
        </div>
      </div>
      <FormError error={turn.error} />
      {one.displaces.length > 0 && (
        <p className={styles.soft}>
          {t("rules.displaces", { rules: one.displaces.map(({ rule }) => rule).join(", ") })}
        </p>
      )}
      {removing && <RemoveForm id={one.id} name={name} onClose={() => setRemoving(false)} />}
    </header>
  );
}

function RemoveForm({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useDone();
  const remove = useMutation({
    mutationFn: () => removePlugin(id),
    onSuccess: async () => {
      await navigate({ to: "/settings/rules" });
      void client.invalidateQueries();
      void tell(t("rules.removed_said", { name }));
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={t("rules.remove_title", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p className={styles.text}>{t("rules.remove_text")}</p>
      <FormError error={remove.error} />
      <Group justify="flex-end" mt="md">
        <Button data-autofocus variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t("rules.remove")}
        </Button>
      </Group>
    </Modal>
  );
}
