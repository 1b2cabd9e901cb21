import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Row } from "@/bridge/contract";
import { segmentsOfQuery } from "@/bridge/segments";
import { DuplicatesLink } from "@/ui/DuplicatesLink";
import { ErrorState } from "@/ui/ErrorState";
import { Page } from "@/ui/Page";
import { useFormat } from "@/ui/shop";
import { VirtualTable } from "@/ui/table/VirtualTable";
import { AddCustomer } from "./AddCustomer";
import styles from "./Customers.module.css";
import { CustomersBar } from "./CustomersBar";
import { templateOf, useCustomerColumns } from "./columns";
import { pressed } from "./filter";
import { NoCustomers } from "./NoCustomers";
import { Picked } from "./Picked";
import { useCustomerRows } from "./useCustomerRows";
import { useSelection } from "./useSelection";
import { useTierName } from "./useTierName";

export function CustomersPage() {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const search = useSearch({ from: "/customers" });
  const { q = "", segment = "", plugin = "", tag = "", sort = "", descending = false } = search;
  const { add = false, row, columns: chosen } = search;
  const navigate = useNavigate({ from: "/customers" });
  const { data: segments } = useQuery(segmentsOfQuery(plugin));
  const filter = { q, segment, plugin, tag };
  const rows = useCustomerRows({ ...filter, sort, descending });
  const { total, loading, error, retry, rowAt, onWindow } = rows;
  const picked = useSelection(JSON.stringify(filter), rows);

  const segmentName = useCallback(
    (code: string) => {
      const found = segments?.segments.find((each) => each.code === code);
      return found ? say(found.name_id, found.name_en) : code;
    },
    [segments, say],
  );
  const tierName = useTierName(chosen?.includes("tier") ?? false);
  const columns = useCustomerColumns({ segmentName, tierName, chosen });
  const open = useCallback(
    async ({ code }: Row, row: number) => {
      await navigate({ search: (old) => ({ ...old, row }), replace: true });
      await navigate({ to: "/customers/$ref", params: { ref: code } });
    },
    [navigate],
  );
  const setAdd = (adding: boolean) =>
    void navigate({ search: (old) => ({ ...old, add: adding || undefined }), replace: true });

  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdd(true)}>
      {t("customers.add")}
    </Button>
  );
  const filtered = q !== "" || segment !== "" || tag !== "";
  const empty = !loading && total === 0;
  return (
    <Page
      fill
      title={t("customers.title")}
      note={loading ? "" : t("customers.total", { count: total, shown: number(total) })}
      actions={
        (!empty || filtered) && (
          <>
            <DuplicatesLink />
            {addButton}
          </>
        )
      }
    >
      <CustomersBar search={search} segments={segments?.segments ?? []} />
      {error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : empty ? (
        <NoCustomers filtered={filtered}>{addButton}</NoCustomers>
      ) : (
        <VirtualTable
          listKey={[q, segment, tag, sort, descending].join(" ")}
          label={t("customers.title")}
          columns={columns}
          layout={styles.columns ?? ""}
          template={chosen && templateOf(columns)}
          sorted={sort ? { key: sort, descending } : undefined}
          onSort={(key) =>
            void navigate({
              search: (old) => ({ ...old, ...pressed(old, key), row: undefined }),
              replace: true,
            })
          }
          picks={{
            ...picked,
            onNone: picked.clear,
            label: t("many.page"),
            nameOf: ({ name, code }) => t("many.row", { name, code }),
          }}
          startAt={row}
          count={loading ? 12 : total}
          rowAt={rowAt}
          onWindow={onWindow}
          onOpen={open}
        />
      )}
      <Picked picked={picked} filter={filter} rows={rows} />
      <AddCustomer opened={add} onClose={() => setAdd(false)} />
    </Page>
  );
}
