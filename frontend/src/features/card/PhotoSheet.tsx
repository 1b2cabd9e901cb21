import { Button, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Photo } from "@/bridge/contract";
import { pictureQuery } from "@/bridge/photos";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { PhotoRemove } from "./PhotoRemove";
import styles from "./ThingPhotos.module.css";

/** A photo, large, with what it is known by. */
export function PhotoSheet({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const [removing, setRemoving] = useState(false);
  const { data, error, refetch } = useQuery(pictureQuery(photo.code, 0));
  if (removing) return <PhotoRemove photo={photo} onClose={onClose} />;
  const { code, note, at, order, stamp } = photo;
  return (
    <Modal
      opened
      size="xl"
      title={t("photos.one", { code })}
      onClose={onClose}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        <figure className={styles.picture}>
          {data && <img src={data} alt={note || t("photos.one", { code })} />}
          {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
          <figcaption>
            {note && <strong>{note}</strong>}
            {[when(at), order, t("photos.stamp", { stamp })].filter(Boolean).join(" · ")}
          </figcaption>
        </figure>
        <Button
          variant="subtle"
          color="gray"
          style={{ alignSelf: "flex-end" }}
          onClick={() => setRemoving(true)}
        >
          {t("photos.remove")}
        </Button>
      </Stack>
    </Modal>
  );
}
