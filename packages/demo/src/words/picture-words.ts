const FONTS = 'Browsers show it in its own fonts, which are in it; other programs may take others.';

/** Words for the map as a picture. */
export const pictureWords = {
  menu: 'Save the map as a picture',
  title: 'The map as a picture',
  close: 'Close',
  why: 'What you see of the map, with its names, and a line that says what it is.',
  png: 'PNG',
  pngWhy: (width: number) =>
    `${width} pixels wide, however small the screen: for slides, print and messages.`,
  svg: 'SVG',
  svgWhy: (isRaster: boolean) =>
    isRaster
      ? `Lines and names stay sharp at any size. So many dots are one picture in it. ${FONTS}`
      : `Lines, names and dots stay sharp at any size, and can be edited. ${FONTS}`,
  busy: 'Drawing…',
  saved: (file: string) => `Saved as ${file}`,
  failed: 'The picture could not be drawn.',
  ends: (low: string, high: string) => `${low} – ${high}`,
} as const;
