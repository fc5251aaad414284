/** What a venue is, as reference managers tell them apart. */
export type VenueKind = 'proceedings' | 'journal';

const MEETING = /\b(?:proceedings|conference|workshop|symposium|congress|meeting)\b/i;
const JOURNAL = /\b(?:journal|transactions|letters|review|reviews|annals|bulletin|magazine|quarterly)\b/i;
/** Journals that are called proceedings. */
const CALLED_PROCEEDINGS =
  /\bproceedings of the (?:national academy|royal society|ieee$|vldb endowment|acm on)/i;
/** Meetings that everybody calls by a short name, alone or with a year behind. */
const SHORT_NAMES = new Set(
  'aaai aacl acl aistats alt asplos bmvc chi cikm coling colm colt conll corl cvpr eacl eccv ecir emnlp focs iccv icalp icassp iclr icml icra ijcai ijcnlp infocom interspeech iros kdd lrec miccai naacl neurips nips osdi recsys rss sigir siggraph soda sosp stoc uai usenix vldb wacv wmt wsdm www'.split(
    ' ',
  ),
);

/** A journal, unless the name says a meeting: "Proceedings of …", "NeurIPS 2023". Transactions of a meeting's society are a journal. */
export function venueKind(venue: string): VenueKind {
  if (JOURNAL.test(venue) || CALLED_PROCEEDINGS.test(venue)) return 'journal';
  if (MEETING.test(venue)) return 'proceedings';
  const first = /^(?:findings\s+of\s+)?(?:the\s+)?([a-z]+)(?:[\s'’\-:@]*(?:\d{2,4})?)*$/i.exec(
    venue.trim(),
  )?.[1];
  return first !== undefined && SHORT_NAMES.has(first.toLowerCase()) ? 'proceedings' : 'journal';
}
