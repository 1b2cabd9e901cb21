import IconUsersGroup from "@icons/IconUsersGroup.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CLUSTERS, clustersQuery } from "@/bridge/duplicates";
import { useFormat, useShop } from "./shop";

/** Comparing everybody took 1.1 s with twice as many: a larger shop is not counted unasked. */
const COUNTED = 50_000;
const MINUTES = 5 * 60_000;

/** The way to those who may be one person, with how many groups of them wait. */
export function DuplicatesLink() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { customers } = useShop();
  const { data } = useQuery({
    ...clustersQuery,
    enabled: customers > 1 && customers <= COUNTED,
    staleTime: MINUTES,
  });
  if (customers < 2) return null;
  const waiting = data?.length ?? 0;
  const shown = `${number(waiting)}${waiting === CLUSTERS ? "+" : ""}`;
  return (
    <Button
      variant="default"
      leftSection={<IconUsersGroup size={16} stroke={1.6} />}
      renderRoot={(props) => <Link to="/duplicates" {...props} />}
    >
      {waiting > 0 ? t("duplicates.link", { shown }) : t("duplicates.title")}
    </Button>
  );
}
