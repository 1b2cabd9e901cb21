import IconBan from "@icons/IconBan.mjs";
import IconFileExport from "@icons/IconFileExport.mjs";
import IconTag from "@icons/IconTag.mjs";
import IconTagOff from "@icons/IconTagOff.mjs";
import IconX from "@icons/IconX.mjs";
import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/ui/shop";
import styles from "./Customers.module.css";

/** What can be done to all who are selected. */
export type Act = "add_tag" | "remove_tag" | "block" | "unblock";

type Props = {
  size: number;
  total: number;
  all: boolean;
  /** More match than are selected, and can be taken in with one press. */
  moreMatch: boolean;
  onAll: () => void;
  onAct: (act: Act) => void;
  onExport: () => void;
  onClear: () => void;
};

/** Below the list while somebody is selected: how many, and what is done to them. */
export function PickedBar({ size, total, all, moreMatch, onAll, ...acts }: Props) {
  const { onAct, onExport, onClear } = acts;
  const { t } = useTranslation();
  const { number } = useFormat();
  const button = { variant: "default", size: "xs" } as const;
  return (
    <section className={styles.picked} aria-label={t("many.bar")} data-foot="bar">
      <output>
        <strong>
          {all && size === total
            ? t("many.all", { shown: number(size) })
            : t("many.selected", { count: size, shown: number(size) })}
        </strong>
      </output>
      <span>
        {moreMatch && (
          <Button variant="subtle" size="xs" onClick={onAll}>
            {t("many.take_all", { shown: number(total) })}
          </Button>
        )}
      </span>
      <Button {...button} leftSection={<IconTag size={14} />} onClick={() => onAct("add_tag")}>
        {t("many.add_tag")}
      </Button>
      <Button
        {...button}
        leftSection={<IconTagOff size={14} />}
        onClick={() => onAct("remove_tag")}
      >
        {t("many.remove_tag")}
      </Button>
      <Menu position="top-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button {...button} leftSection={<IconBan size={14} />}>
            {t("many.serve")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAct("block")}>{t("many.block")}</Menu.Item>
          <Menu.Item onClick={() => onAct("unblock")}>{t("many.unblock")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button {...button} leftSection={<IconFileExport size={14} />} onClick={onExport}>
        {t("many.export")}
      </Button>
      <Button variant="subtle" size="xs" leftSection={<IconX size={14} />} onClick={onClear}>
        {t("many.clear")}
      </Button>
    </section>
  );
}
