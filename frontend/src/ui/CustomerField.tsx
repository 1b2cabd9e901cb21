import IconSearch from "@icons/IconSearch.mjs";
import IconX from "@icons/IconX.mjs";
import { ActionIcon, Combobox, Input, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { searchQuery } from "@/bridge/search";

import styles from "./CustomerField.module.css";
import { Initials } from "./Initials";

export type Chosen = { id: string; code: string; name: string };

type Props = {
  /** Whom it asks for, a customer unless it says something else. */
  label?: string;
  /** The label is heard and not seen: what stands around says it. */
  bare?: boolean;
  /** Why this one was not accepted. */
  error?: string;
  /** What leaving it empty means. */
  description?: string;
  chosen: Chosen | null;
  onChoose: (customer: Chosen | null) => void;
  /** In a dialog: takes the focus when it opens. */
  autoFocus?: boolean;
};

/** Finds who it is by name or phone. */
export function CustomerField({ description, chosen, onChoose, autoFocus, ...rest }: Props) {
  const { t } = useTranslation();
  const { label = t("who.customer"), bare = false, error } = rest;
  const combobox = useCombobox();
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), 60);
  const { data } = useQuery(searchQuery(settled));
  const hits = settled ? (data?.hits ?? []) : [];
  const place = useRef<HTMLInputElement & HTMLButtonElement>(null);
  // What one had the focus in goes away: there one goes on.
  const choose = (who: Chosen | null) => {
    flushSync(() => onChoose(who));
    place.current?.focus();
  };

  if (chosen) {
    return (
      <Input.Wrapper
        label={!bare && label}
        labelElement="div"
        error={error}
        role="group"
        aria-label={label}
      >
        <div className={styles.chosen} data-bare={bare || undefined}>
          <Initials id={chosen.id} name={chosen.name} />
          <strong>{chosen.name}</strong>
          <span>{chosen.code}</span>
          <ActionIcon
            ref={place}
            variant="subtle"
            color="gray"
            aria-label={t("who.other_customer")}
            onClick={() => choose(null)}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      </Input.Wrapper>
    );
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(code) => {
        setText("");
        combobox.closeDropdown();
        choose(hits.find((hit) => hit.code === code) ?? null);
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={place}
          label={!bare && label}
          aria-label={bare ? label : undefined}
          error={error}
          data-autofocus={autoFocus || undefined}
          description={description}
          placeholder={t("who.find")}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!settled}>
        <Combobox.Options aria-label={label}>
          {hits.map(({ id, code, name, phone }) => (
            <Combobox.Option key={id} value={code}>
              <div className={styles.hit}>
                <Initials id={id} name={name} />
                <strong>{name}</strong>
                <span>{[code, phone].filter(Boolean).join(" · ")}</span>
              </div>
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>{t("who.nobody")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
