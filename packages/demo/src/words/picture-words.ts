/** Words for the map as a picture. */
export const pictureWords = {
  menu: 'Save the map as a picture',
  title: 'The map as a picture',
  close: 'Close',
  why: 'What you see of the map, with its names, and a line that says what it is.',
  png: 'PNG',
  pngWhy: (width: number) => `${width} pixels wide, twice as fine as here: for slides and messages.`,
  svg: 'SVG',
  svgWhy: (isRaster: boolean) =>
    isRaster
      ? 'Lines and names stay sharp at any size. So many dots are one picture in it.'
      : 'Lines, names and dots stay sharp at any size, and can be edited.',
  busy: 'Drawing…',
  saved: (file: string) => `Saved as ${file}`,
  failed: 'The picture could not be drawn.',
  ends: (low: string, high: string) => `${low} – ${high}`,
} as const;
