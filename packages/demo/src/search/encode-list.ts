import { encodePapers, type Paper, type PaperExportFormat } from 'paper-atlas';

/** Some papers as the text of a file. */
export function encodeList(papers: readonly Paper[], format: PaperExportFormat): string {
  return [...encodePapers(papers, format)].join('');
}
