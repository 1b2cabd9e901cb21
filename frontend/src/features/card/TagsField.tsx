import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { tagsQuery } from "@/bridge/tags";

type Props = { value: string[]; error?: string; onChange: (tags: string[]) => void };

// A list that is longer than a hand is no suggestion any more.
const SUGGESTED = 8;

/** Tags of a customer; those that the shop uses are offered while one types. */
export function TagsField({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(tagsQuery);
  return (
    <TagsInput
      label={t("customer.tags")}
      placeholder={value.length === 0 ? t("edit.tags_example") : ""}
      data={(data?.items ?? []).map(({ tag }) => tag)}
      limit={SUGGESTED}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
