import { Button, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Address, Card, Profile } from "@/bridge/contract";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useFieldError } from "@/ui/useFieldError";
import styles from "./Edit.module.css";
import { NO_ADDRESS, withAddress } from "./profileDraft";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; place: number; onClose: () => void };

/** One address, with what one sees when one is there. */
export function AddressForm({ card, profile, place, onClose }: Props) {
  const { t } = useTranslation();
  const known = profile.addresses[place];
  const { value, put, left, forget } = useDraft<Address>(
    `customer-address.${card.code}.${place}`,
    () => known ?? NO_ADDRESS,
  );
  const end = () => {
    forget();
    onClose();
  };
  const { opened, save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, ["address", "rt", "rw", "edition"]);
  const write = (address: Address | null) =>
    save.mutate({ addresses: withAddress(opened.addresses, place, address) });
  const text = (field: keyof Address, error?: string) => ({
    label: t(LABELS[field]),
    value: value[field],
    error,
    onChange: (event: { currentTarget: { value: string } }) =>
      put({ [field]: event.currentTarget.value }),
  });
  return (
    <FormSheet
      title={known ? t("address.change") : t("address.add")}
      size="lg"
      onClose={onClose}
      onCancel={end}
      onSubmit={() => write(value)}
      error={rest}
      pending={save.isPending}
      lacking={JSON.stringify(value) === JSON.stringify(known ?? NO_ADDRESS)}
      aside={
        known && (
          <Button variant="subtle" color="gray" onClick={() => write(null)}>
            {t("address.remove")}
          </Button>
        )
      }
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      <div className={styles.address}>
        <TextInput
          data-autofocus
          wrapperProps={{ "data-wide": true }}
          placeholder={t("address.street_example")}
          {...text("street", at("address"))}
        />
        <TextInput placeholder={t("address.label_example")} {...text("label")} />
        <TextInput
          wrapperProps={{ "data-whole": true }}
          description={t("address.landmark_note")}
          placeholder={t("address.landmark_example")}
          {...text("landmark")}
        />
        <TextInput
          wrapperProps={{ "data-narrow": true }}
          inputMode="numeric"
          {...text("rt", at("rt"))}
        />
        <TextInput
          wrapperProps={{ "data-narrow": true }}
          inputMode="numeric"
          {...text("rw", at("rw"))}
        />
        <TextInput {...text("kelurahan")} />
        <TextInput {...text("kecamatan")} />
        <TextInput {...text("city")} />
        <TextInput {...text("province")} />
        <TextInput inputMode="numeric" {...text("postal_code")} />
        <Textarea
          wrapperProps={{ "data-whole": true }}
          autosize
          minRows={1}
          maxRows={3}
          {...text("instruction")}
        />
      </div>
    </FormSheet>
  );
}

const LABELS = {
  label: "address.label",
  street: "address.street",
  rt: "address.rt",
  rw: "address.rw",
  kelurahan: "address.kelurahan",
  kecamatan: "address.kecamatan",
  city: "address.city",
  province: "address.province",
  postal_code: "address.postal_code",
  landmark: "address.landmark",
  instruction: "address.instruction",
} as const;
