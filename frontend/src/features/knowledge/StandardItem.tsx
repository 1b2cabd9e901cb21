import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Standard, StandardStep } from "@/bridge/contract";
import { stepStandard } from "@/bridge/knowledge";
import { FormError } from "@/ui/FormError";
import { Mark } from "@/ui/Mark";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import styles from "./Knowledge.module.css";
import { DIMENSIONS } from "./words";

type Props = { standard: Standard; onChange: () => void };

/** One standard: the sentence, how one sees that it is kept, and who has still to read it. */
export function StandardItem({ standard, onChange }: Props) {
  const { t } = useTranslation();
  const { staff = [], nameOf } = useStaff();
  const { code, dimension, statement, measure, target, checked, readers } = standard;
  const step = useAct({
    run: (given: StandardStep) => stepStandard(code, given),
    said: (_, given) =>
      given.do === "read"
        ? t("standard.read_said", { name: nameOf(given.by) })
        : t("standard.retired_said"),
    code: () => code,
  });
  const unread = staff.filter((one) => !readers.includes(one.code));
  const how = [
    measure && t("standard.measure_says", { measure }),
    target && t("standard.target_says", { target }),
    checked && t("standard.checked_says", { checked }),
  ];
  return (
    <li className={styles.standard}>
      <span>{t(DIMENSIONS[dimension])}</span>
      <div>
        <h2>{statement}</h2>
        {how.filter(Boolean).map((text) => (
          <p key={String(text)}>{text}</p>
        ))}
        <FormError error={step.error} />
        <Button variant="subtle" size="compact-sm" ml={-8} onClick={onChange}>
          {t("change")}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          color="gray"
          onClick={() => step.mutate({ do: "edit", retired: true })}
        >
          {t("standard.retire")}
        </Button>
      </div>
      <div className={styles.read}>
        {unread.length === 0 && readers.length > 0 ? (
          <Mark tone="good" text={t("standard.all_read")} />
        ) : (
          <Mark tone="soon" text={t("standard.unread", { count: unread.length })} />
        )}
        {readers.length > 0 && (
          <p>{t("standard.readers", { names: readers.map(nameOf).join(", ") })}</p>
        )}
        {unread.length > 0 && (
          <Menu position="bottom-start" transitionProps={{ duration: 100 }}>
            <Menu.Target>
              <Button variant="default" size="compact-sm" loading={step.isPending}>
                {t("standard.read")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {unread.map(({ code: by, name }) => (
                <Menu.Item key={by} onClick={() => step.mutate({ do: "read", by })}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  );
}
