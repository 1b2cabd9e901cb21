import IconEye from "@icons/IconEye.mjs";
import IconFileImport from "@icons/IconFileImport.mjs";
import IconUserPlus from "@icons/IconUserPlus.mjs";
import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FormError } from "@/ui/FormError";
import { useSample } from "@/ui/useSample";
import styles from "./Start.module.css";

type Props = {
  name: string;
  making: boolean;
  onMake: (to: "/" | "/import") => void;
  onBack: () => void;
};

/** With the list that is there, with nothing, or by looking around first. */
export function BeginStep({ name, making, onMake, onBack }: Props) {
  const { t } = useTranslation();
  const { look } = useSample();
  const busy = making || look.isPending;
  return (
    <>
      <h1>{t("start.begin", { name: name.trim() })}</h1>
      <p className={styles.text}>{t("start.begin_text")}</p>
      <div className={styles.ways} aria-busy={busy}>
        <Way
          icon={IconFileImport}
          title={t("start.import")}
          text={t("start.import_text")}
          busy={busy}
          onChoose={() => onMake("/import")}
        />
        <Way
          icon={IconUserPlus}
          title={t("start.empty")}
          text={t("start.empty_text")}
          busy={busy}
          onChoose={() => onMake("/")}
        />
        <Way
          icon={IconEye}
          title={t("sample.look")}
          text={look.isPending ? t("sample.coming") : t("start.sample_text")}
          busy={busy}
          onChoose={() => look.mutate()}
        />
      </div>
      <FormError error={look.error} />
      <div className={styles.acts}>
        <Button variant="default" disabled={busy} onClick={onBack}>
          {t("card.back")}
        </Button>
      </div>
    </>
  );
}

type WayProps = { icon: Icon; title: string; text: string; busy: boolean; onChoose: () => void };

function Way({ icon: Sign, title, text, busy, onChoose }: WayProps) {
  return (
    <button type="button" className={styles.way} disabled={busy} onClick={onChoose}>
      <Sign size={24} stroke={1.5} aria-hidden="true" />
      <span>
        <strong>{title}</strong>
        <small>{text}</small>
      </span>
    </button>
  );
}
