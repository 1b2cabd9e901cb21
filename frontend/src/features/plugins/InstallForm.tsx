import { Button, Modal, NativeSelect, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LookedPlugin, Plugin, RulePreview } from "@/bridge/contract";
import { startInstall, startPreview } from "@/bridge/plugins";
import { useDone } from "@/ui/done";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { JobProgress } from "@/ui/JobProgress";
import { useFormat } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import { useJobEnd } from "@/ui/useJobEnd";
import { Asks } from "./Asks";
import styles from "./Plugins.module.css";
import { Preview } from "./Preview";
import { useHidden } from "./useHidden";
import { HOOKS } from "./words";

type Props = { ticket: string; looked: LookedPlugin; onClose: () => void };

/** What a package asks for, what it would change here, and only then the word that it is trusted. */
export function InstallForm({ ticket, looked, onClose }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const tell = useDone();
  const tellHidden = useHidden();
  const navigate = useNavigate();
  const name = say(looked.name_id, looked.name_en);
  const [hook, setHook] = useState(looked.hooks[0] ?? "segment");
  const tried = useJob<RulePreview>();
  const install = useJob<Plugin>();
  const preview = useMutation({
    mutationFn: () => startPreview(ticket, hook),
    onSuccess: tried.follow,
  });
  const start = useMutation({
    mutationFn: (downgrade: boolean) =>
      startInstall({ ticket, trust: true, downgrade, sum: looked.sum }),
    onMutate: install.forget,
    onSuccess: install.follow,
  });
  useJobEnd(install.job, (installed) => {
    const { id } = installed;
    void tell(t("rules.installed_said", { name }));
    tellHidden(installed);
    onClose();
    void navigate({ to: "/settings/rules/$id", params: { id } });
  });
  const failed = start.error ?? install.error ?? install.job?.error;
  const older = install.job?.error?.kind === "conflict";
  const seen = Boolean(tried.job?.result);
  const busy = start.isPending || install.job?.state === "running";
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("rules.install_title", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack gap="sm">
        <p className={styles.text}>
          {t("rules.would_decide", { what: looked.hooks.map((one) => t(HOOKS[one])).join(", ") })}{" "}
          {looked.publisher
            ? t("rules.signed_by", { publisher: looked.publisher })
            : t("rules.signed_by_nobody")}
        </p>
        <Asks reads={looked.reads} writes={looked.writes} />
        {looked.hooks.length > 1 && (
          <NativeSelect
            className={styles.field}
            label={t("rules.try_what")}
            value={hook}
            onChange={(event) => setHook(event.currentTarget.value as typeof hook)}
            data={looked.hooks.map((one) => ({ value: one, label: t(HOOKS[one]) }))}
          />
        )}
        {tried.job?.state === "running" && (
          <JobProgress job={tried.job} label={t("rules.trying")} />
        )}
        {tried.job?.result && <Preview found={tried.job.result} />}
        <FormError error={preview.error ?? tried.error ?? tried.job?.error ?? failed} />
        <FormFoot>
          {/* Trying it is the next step until it was tried. */}
          <Button
            data-autofocus
            variant={seen ? "default" : "filled"}
            loading={preview.isPending}
            onClick={() => preview.mutate()}
          >
            {t("rules.try")}
          </Button>
          <Button
            variant={seen ? "filled" : "default"}
            loading={busy}
            onClick={() => start.mutate(older)}
          >
            {older ? t("rules.trust_older") : t("rules.trust")}
          </Button>
        </FormFoot>
      </Stack>
    </Modal>
  );
}
