import IconSearch from "@icons/IconSearch.mjs";
import IconX from "@icons/IconX.mjs";
import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Segment } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import { useKeys } from "@/ui/useKeys";
import { ColumnsMenu } from "./ColumnsMenu";
import styles from "./Customers.module.css";
import type { CustomersSearch } from "./filter";
import { ViewsMenu } from "./ViewsMenu";

type Props = { search: CustomersSearch; segments: Segment[] };

// Long enough to swallow a burst of keys, too short to be felt.
const TYPING_PAUSE = 40;

/** Search and segment filter. What they say goes into the address. */
export function CustomersBar({ search, segments }: Props) {
  const { q = "", segment = "", tag = "" } = search;
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const navigate = useNavigate({ from: "/customers" });
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const [sent, setSent] = useState(q);
  useKeys([["/", () => input.current?.select()]]);

  // Back, forward and links change the address: the field follows them.
  if (q !== sent) {
    setSent(q);
    setText(q);
  }

  const send = useDebouncedCallback((typed: string) => {
    setSent(typed);
    void navigate({
      search: (old) => ({ ...old, q: typed || undefined, row: undefined }),
      replace: true,
    });
  }, TYPING_PAUSE);

  const toTable = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "ArrowDown" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    document.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };

  const choices = segments.map(({ code, name_id, name_en, count }) => ({
    value: code,
    label: `${say(name_id, name_en)} · ${number(count)}`,
  }));
  return (
    <search className={styles.bar}>
      <TextInput
        ref={input}
        type="search"
        value={text}
        aria-label={t("customers.search")}
        placeholder={t("customers.search")}
        leftSection={<IconSearch size={16} />}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          send(currentTarget.value.trim());
        }}
        onKeyDown={toTable}
      />
      <Select
        aria-label={t("customers.segment_filter")}
        placeholder={t("customers.all_segments")}
        data={choices}
        value={segment || null}
        clearable
        w={200}
        onChange={(value) =>
          void navigate({
            search: (old) => ({ ...old, segment: value ?? undefined, row: undefined }),
            replace: true,
          })
        }
      />
      {tag && (
        <Button
          variant="default"
          rightSection={<IconX size={14} aria-hidden="true" />}
          aria-label={t("views.tag_clear", { tag })}
          onClick={() =>
            void navigate({
              search: (old) => ({ ...old, tag: undefined, row: undefined }),
              replace: true,
            })
          }
        >
          {t("views.tag", { tag })}
        </Button>
      )}
      <ViewsMenu search={search} />
      <ColumnsMenu columns={search.columns} />
    </search>
  );
}
