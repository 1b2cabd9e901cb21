import IconPlus from "@icons/IconPlus.mjs";
import IconTrash from "@icons/IconTrash.mjs";
import { ActionIcon, Button, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Card.module.css";
import { MoneyInput } from "./MoneyInput";
import { type DraftItem, emptyItem } from "./orderDraft";

type Props = { items: DraftItem[]; onChange: (items: DraftItem[]) => void };

/** The lines of a new order. The last one cannot be taken away. */
export function OrderItems({ items, onChange }: Props) {
  const { t } = useTranslation();
  const set = (key: number, change: Partial<DraftItem>) =>
    onChange(items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  const nextKey = Math.max(...items.map(({ key }) => key)) + 1;
  return (
    <fieldset className={styles.items}>
      <legend>{t("order.items")}</legend>
      {items.map(({ key, name, quantity, price }, index) => (
        <div key={key} className={styles.itemLine}>
          <TextInput
            data-autofocus={index === 0 || undefined}
            aria-label={t("order.item")}
            placeholder={t("order.item")}
            value={name}
            onChange={(event) => set(key, { name: event.currentTarget.value })}
          />
          <NumberInput
            aria-label={t("order.quantity")}
            value={quantity}
            min={1}
            allowDecimal={false}
            hideControls
            onChange={(value) => set(key, { quantity: value === "" ? "" : Number(value) })}
          />
          <MoneyInput
            hideLabel
            label={t("order.price")}
            placeholder={t("order.price")}
            value={price}
            onChange={(value) => set(key, { price: value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t("order.remove_item")}
            disabled={items.length === 1}
            onClick={() => onChange(items.filter((item) => item.key !== key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...items, emptyItem(nextKey)])}
      >
        {t("order.add_item")}
      </Button>
    </fieldset>
  );
}
