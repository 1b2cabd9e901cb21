import { queryOptions } from "@tanstack/react-query";
import type { List, NewPhoto, Photo, PhotoView } from "./contract";
import { get, post, remove, withQuery } from "./transport";

const path = (code: string) => `/api/photos/${encodeURIComponent(code)}`;

/** The photos of a thing, oldest first. */
export const photosQuery = (asset: string) =>
  queryOptions({
    queryKey: ["photos", asset],
    queryFn: ({ signal }) =>
      get<List<Photo>>(`/api/assets/${encodeURIComponent(asset)}/photos`, signal),
  });

/** What a photo shows, as a data address; its longer side has so many pixels, 0 for all. It never changes. */
export const pictureQuery = (code: string, side: number) =>
  queryOptions({
    queryKey: ["picture", code, side],
    queryFn: async ({ signal }) => {
      const { type, data } = await get<PhotoView>(withQuery(path(code), { side }), signal);
      return `data:${type};base64,${data}`;
    },
    staleTime: "static",
  });

export const addPhoto = (photo: NewPhoto) => post<Photo>("/api/photos", photo);

export const removePhoto = (code: string, reason: string) =>
  remove<Photo>(withQuery(path(code), { reason }));
