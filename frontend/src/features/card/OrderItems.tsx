import IconPlus from "@icons/IconPlus.mjs";
import IconTrash from "@icons/IconTrash.mjs";
import { ActionIcon, Autocomplete, Button, NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Item } from "@/bridge/contract";
import { MoneyInput } from "@/ui/MoneyInput";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Card.module.css";
import { type DraftItem, emptyItem, named } from "./orderDraft";

type Props = { items: DraftItem[]; catalogue: Item[]; onChange: (items: DraftItem[]) => void };

/** The lines of a new order. The last one cannot be taken away. */
export function OrderItems({ items, catalogue, onChange }: Props) {
  const { t } = useTranslation();
  const nextKey = Math.max(...items.map(({ key }) => key)) + 1;
  return (
    <fieldset className={styles.items}>
      <legend>{t("order.items")}</legend>
      {items.map((item, index) => (
        <ItemLine
          key={item.key}
          item={item}
          catalogue={catalogue}
          first={index === 0}
          alone={items.length === 1}
          onChange={(next) => onChange(items.map((one) => (one.key === item.key ? next : one)))}
          onRemove={() => onChange(items.filter(({ key }) => key !== item.key))}
        />
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

type LineProps = {
  item: DraftItem;
  catalogue: Item[];
  first: boolean;
  alone: boolean;
  onChange: (item: DraftItem) => void;
  onRemove: () => void;
};

/** One line: an item of the catalogue at its price, or one of its own. */
function ItemLine({ item, catalogue, first, alone, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const { money, language } = useFormat();
  const { offer } = item;
  const price = ({ price: minor, unit }: Item) =>
    t("order.price_of", { price: money(minor), unit });
  return (
    <div className={styles.itemLine}>
      <Autocomplete
        data-autofocus={first || undefined}
        aria-label={t("order.item")}
        placeholder={t("order.item")}
        data={catalogue.map(({ name }) => name)}
        renderOption={({ option }) => {
          const known = catalogue.find(({ name }) => name === option.value);
          return (
            <span className={styles.offer}>
              {option.value}
              <small>{known && known.price >= 0 && price(known)}</small>
            </span>
          );
        }}
        value={item.name}
        onChange={(name) => onChange(named(item, name, catalogue, exponent))}
      />
      <NumberInput
        aria-label={t("order.quantity")}
        value={item.quantity}
        min={offer ? 0 : 1}
        allowDecimal={offer !== null}
        decimalScale={3}
        // Scales show a point, keyboards a comma: both mean the same here.
        allowedDecimalSeparators={[",", "."]}
        decimalSeparator={language === "id" ? "," : "."}
        suffix={offer ? ` ${offer.unit}` : undefined}
        hideControls
        onChange={(value) => onChange({ ...item, quantity: value === "" ? "" : Number(value) })}
      />
      <MoneyInput
        hideLabel
        label={t("order.price")}
        placeholder={t("order.price")}
        value={item.price}
        onChange={(value) =>
          onChange({ ...item, offer: offer && value === item.price ? offer : null, price: value })
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("order.remove_item")}
        disabled={alone}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
