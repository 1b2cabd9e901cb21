import IconSearch from "@icons/IconSearch.mjs";
import IconX from "@icons/IconX.mjs";
import { ActionIcon, Combobox, Input, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AfterHoursAnswer } from "@/bridge/contract";
import { searchQuery } from "@/bridge/search";
import { Initials } from "@/ui/Initials";
import styles from "./AfterHours.module.css";

type Props = { chosen: AfterHoursAnswer["customer"]; onChoose: (code: string) => void };

/** Finds who it is by name or phone; nobody chosen means somebody unknown. */
export function CustomerPicker({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const combobox = useCombobox();
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), 60);
  const { data } = useQuery(searchQuery(settled));
  const hits = settled ? (data?.hits ?? []) : [];

  if (chosen) {
    return (
      <Input.Wrapper label={t("after.customer")} labelElement="div">
        <div className={styles.chosen}>
          <Initials id={chosen.id} name={chosen.name} />
          <strong>{chosen.name}</strong>
          <span>{chosen.code}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("after.other_customer")}
            onClick={() => onChoose("")}
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
        onChoose(code);
      }}
    >
      <Combobox.Target>
        <TextInput
          label={t("after.customer")}
          description={t("after.unknown")}
          placeholder={t("after.find")}
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
        <Combobox.Options aria-label={t("after.customer")}>
          {hits.map(({ id, code, name, phone }) => (
            <Combobox.Option key={id} value={code}>
              <div className={styles.hit}>
                <Initials id={id} name={name} />
                <strong>{name}</strong>
                <span>{[code, phone].filter(Boolean).join(" · ")}</span>
              </div>
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>{t("after.nobody")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
