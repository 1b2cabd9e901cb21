import IconColumns from "@icons/IconColumns.mjs";
import { ActionIcon, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ViewColumn } from "@/bridge/contract";
import { COLUMNS, USUAL } from "./filter";

const NAMES = {
  phone: "customer.phone",
  segment: "customer.segment",
  tier: "customer.tier",
  points: "customer.points",
  orders: "customer.orders",
  net: "customer.net",
  last: "customer.last_order",
  tags: "customer.tags",
} as const satisfies Record<ViewColumn, string>;

/** Which columns stand beside the name. The last one stays. */
export function ColumnsMenu({ columns }: { columns: ViewColumn[] | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/customers" });
  const shown = columns ?? USUAL;
  const show = (next: ViewColumn[] | undefined) =>
    void navigate({ search: (old) => ({ ...old, columns: next }), replace: true });
  return (
    <Menu
      position="bottom-end"
      width={220}
      closeOnItemClick={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t("views.columns")}
          title={t("views.columns")}
        >
          <IconColumns size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.map((key) => {
          const on = shown.includes(key);
          const next = COLUMNS.filter((one) => (one === key ? !on : shown.includes(one)));
          return (
            <Menu.CheckboxItem
              key={key}
              checked={on}
              disabled={next.length === 0}
              closeMenuOnClick={false}
              onChange={() => show(next)}
            >
              {t(NAMES[key])}
            </Menu.CheckboxItem>
          );
        })}
        <Menu.Divider />
        <Menu.Item onClick={() => show(undefined)}>{t("views.columns_usual")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
