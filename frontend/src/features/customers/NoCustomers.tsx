import IconSearch from "@icons/IconSearch.mjs";
import IconUsers from "@icons/IconUsers.mjs";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";
import { SampleButton } from "@/ui/SampleButton";

/** An empty list: either nobody matches, or the shop has nobody yet. */
export function NoCustomers({ filtered, children }: { filtered: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <EmptyState
        chapter="customer"
        icon={<IconSearch size={32} stroke={1.5} />}
        title={t("customers.none_found")}
        text={t("customers.none_found_text")}
      />
    );
  }
  return (
    <EmptyState
      chapter="begin"
      icon={<IconUsers size={32} stroke={1.5} />}
      title={t("customers.none")}
      text={t("customers.none_text")}
    >
      {children}
      <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
        {t("customers.import")}
      </Button>
      <SampleButton variant="subtle" />
    </EmptyState>
  );
}
