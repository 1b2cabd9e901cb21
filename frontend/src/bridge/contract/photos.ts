// Photos of the condition in which things are taken in.

/** A photo is of a thing, of what came with an order, or of both: a file by its ticket. */
export type NewPhoto = { ticket: string; asset?: string; order?: string; note?: string };

export type Photo = {
  code: string;
  asset: string;
  order: string;
  note: string;
  at: string;
  /** The beginning of the picture's SHA-256, as it stands on the nota. */
  stamp: string;
  width: number;
  height: number;
};

/** With its picture, in base64. */
export type PhotoView = Photo & { type: string; data: string };
