import IconPhoto from "@icons/IconPhoto.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Photo, Thing } from "@/bridge/contract";
import { photosQuery, pictureQuery } from "@/bridge/photos";
import { PhotoForm } from "./PhotoForm";
import { PhotoSheet } from "./PhotoSheet";
import styles from "./ThingPhotos.module.css";

/** In which condition a thing came: small photos, one of which can be looked at. */
export function ThingPhotos({ thing }: { thing: Thing }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Photo | "new">();
  const { data } = useQuery(photosQuery(thing.code));
  if (!data) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      {data.items.length > 0 && (
        <ul className={styles.strip} aria-label={t("photos.of", { name: thing.name })}>
          {data.items.map((photo) => (
            <li key={photo.code}>
              <button
                type="button"
                aria-label={t("photos.look", { code: photo.code, note: photo.note })}
                onClick={() => setOpen(photo)}
              >
                <Small code={photo.code} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        aria-label={t("photos.add_of", { name: thing.name })}
        onClick={() => setOpen("new")}
      >
        {t("photos.add")}
      </button>
      {open === "new" && <PhotoForm thing={thing} onClose={close} />}
      {open && open !== "new" && <PhotoSheet photo={open} onClose={close} />}
    </>
  );
}

/** Twice as many pixels as it is wide, for screens that have them. */
const SMALL = 128;

function Small({ code }: { code: string }) {
  const { data, isError } = useQuery(pictureQuery(code, SMALL));
  if (data) return <img src={data} alt="" />;
  return isError ? <IconPhoto size={20} stroke={1.6} aria-hidden="true" /> : null;
}
