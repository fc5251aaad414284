/**
 * Words that no region is named by, or not by alone. English, and of no one field: function words; words that hold
 * papers together ("propose", "novel", "results"); and words that only say something in a pair ("model", "cell").
 * Found as the words that are common in computing and in biomedical abstracts alike, then sorted by hand.
 */

/** How far a word may go into a name: `stop` nowhere, `weak` only in a pair, `strong` alone. */
export type WordStrength = 'stop' | 'weak' | 'strong';

/** Taken as they stand, without endings. */
const FUNCTION_WORDS = `
a about above across after again against ago al all almost along already also although altogether always am
among amongst an and another any anyone anything are around as at away back be became because become becomes
been before behind being below beneath beside besides between beyond both but by came can cannot ci cm could
de did do does doing done down due during each ed eds eg either else elsewhere enough eq especially et etc
even eventually ever every everyone everything except far few fewer fig five for former formerly four from
further furthermore gave ghz given goes got had hardly has have having he hence her here hers hg him his how
however hundred hz i ie if ii iii in inc indeed inside instead into is it its itself iv just kg khz km la
last latter least less let like likewise little ll made mainly many may maybe me meanwhile mg mhz might mine
ml mm more moreover most mostly much must my namely near nearly neither never nevertheless next nine nm no
nobody non none nor not nothing now nowhere of off often oh on once one ones only onto or other others
otherwise our ours ourselves out over own per perhaps please plus pp put quite rather re really same sd seem
seemed seven several she should since six so some somehow someone something sometimes somewhat somewhere
still such ten than that the their them themselves then there thereby therefore these they third this those
though three through throughout thus to together too toward towards two un under unless unlike until up upon
us ve versus very via viz vol vs was we well were what whatever when whenever where whereas whereby wherein
whether which while who whoever whole whom whose why will with within without would yes yet you your yours
zero
`;

/** With their endings -s, -es, -ed, -ing, -ly. */
const FILLER = `
ability able absence absolute abstract abundant academic accelerate accept accompany accomplish accord
accordance account accurate achieve achievement acknowledge acm acquire act actual adapt add addition
additional address adequate adhere adjust adopt advance advancement advantage advantageous affect aid aim
aimed alleviate allow alone alter alternate alternative ameliorate amenable amount ample analogous analyse
analyst analyze anticipate apart apparent appeal appear applicability applicable application apply
appropriate approximate arbitrary arguable argue arise arisen arose art article arxiv ascertain aspect
assess assist associate assume assumption attain attempt attractive augment author automate automatically
automation availability available avenue avoid await award aware background bad balanced baseline basis bear
beat began begin begun behave believe beneficial benefit best better big bigger book boost bore borne
bottleneck bought break bridge brief briefly bring broad broader broadly broke broken brought build built
bypass calculate call candidate capability capable capacity capture care careful carry category caught cause
central certain challenge challenging chance characterise characteristic characterization characterize cheap
check choice choose chose chosen circumvent cite claim clarify classic classical clear clearly close closer
coherent cohesive collect collectively com combat combination combine come common commonly community compact
comparable comparative compare comparison compatible compelling compete competitive complement complementary
complete complex complicated compose comprehensive compress comprise compromise compute conceive concept
conceptual concern conclude conclusion conclusions concrete concurrent conduct conference confirm
conjunction consensus consequence consequent consequently consider considerable consist consistency
consistent constant constitute constrain construct consume contain contemporary content contrary contrast
contribute contribution convenient conventional copyright corpora correct correspond costly count
counterpart couple course cover coverage create criteria criterion critical crucial curate current customise
customize cutting datum day deal dealt decade decide decrease dedicate deem deeper default defeat deficiency
define definition degrade degree deliver delve demand demonstrate demonstration depend dependent depict
deploy deployment depth derive describe description deserve desirable desire despite detail detailed detect
determine develop development deviate devise diagnose differ difference different differential difficult
difficulty diminish direction disadvantage discern disclose discover discrepancy discuss discussion displace
display distinct distinctive distinguish diverse diversity divide dominant dominate doubt dramatic
dramatically drastic draw drawback drawn drew drive driven drop drove earlier early ease easily easy edge
effective effectiveness efficacy efficient effort elaborate elegant elevate elicit eliminate elsevier
elucidate embed embody embrace emerge emergence emphasis emphasise emphasize employ empower enable encompass
encounter encourage end endeavor endow endpoint engage enhance enhancement enjoy enormous enrich ensure
entail entangle entire entirely equal equip equivalent essential establish estimate evaluate evident evolve
exacerbate exact examine example exceed excel excellent exceptional exclusive execute exemplify exhaustive
exhibit exist existence expand expansion expect expensive experience experiment experimental explain
explanatory explicit exploit exploratory explore expose express extend extension extensive extent external
extra extract extraordinary extreme facet facilitate facilitation fact fail failure fair fall fallen
familiar fashion fast faster favor favorable favourable feasibility feasible fed fell felt figure final
finally find finding findings fit fix flexibility flexible focus follow foremost forgot formulate
formulation foster fought found foundation fraction free frequency frequent fresh full fully functionality
fundamental future gain gap gather gauge general generalise generality generalize generate generic get
github give go goal gone good grand grant great greater greatly grew ground grow grown guarantee guide
guideline habit half hallmark hamper hand handle happen harness heavily heavy held help helpful hereby
herein hid higher highest highlight hinder hold holistic home hope hour http https huge hypotheses
hypothesise hypothesize idea ideal identical identify identity ieee illustrate illustration immediate
immense impact impair impede imperative implement implementation implication imply importance important
impose impossible impressive improve improvement inability inadequate incapable incentivise incentivize
include inclusion incomplete inconsistent incorporate incorporation increase incredible incur independent
indicate indication induce inefficient inevitable infeasible influence inform inherent initial initialise
initialize initially initiate initiative innovate innovation innovative insight insightful inspire
instantiate institute insufficient integral integrate intend intense intensive intention interact interest
interesting interim intermediate internal international interplay interpret interpretive intervene interview
intricate intriguing intrinsic introduce introduction intuition intuitive investigate investigation involve
irrelevant isolate isolation issue item iterate iterative job join jointly journal justify keep kept key
kind knew know known lack laid lain largely larger largest late later latest launch lay lead leading learn
leave led left leverage license lie life likely limit limitation limited list literature live load locate
long longer look lost lot lower lowest magnitude main maintain major majority make manage manifest
manifestation manipulate manner manual manually manuscript mark marked massive match matter mature maximal
maximise maximize maximum meaningful means meant meet member mention mere merely merit met methodological
methodology methods mid mild minimal minimally minimise minimize minimum minor minute miss missing mitigate
mix moderate modern modest modification modify modular moment monitor month motivate motivation move name
narrow nation national nature necessary necessitate necessity need negative negligible new newly nontrivial
normally notable notably note noteworthy notice notion notoriously novel novelty nuance number numerous
observe obstacle obtain obvious occur occurrence offer old ongoing operate opportunity oppose optimise
optimize optimum option order ordinary org organise organize orient oriented origin original outline
outperform outstanding overall overarching overcame overcome overlook overview package paid paper paradigm
part partial partially particular particularly partition partly party pass past pave percent percentage
perfect perform period persist person perspective pertain phenomena phenomenon pick picture piece pinpoint
pipeline pivotal place plan plausible play plethora poor popular portion pose positive possess possibility
possible post postulate potential potentially powerful practical practice practitioner pre precise predict
predictive predominant predominantly preliminary premise prepare preprint presence present presentation
preserve pressing presumably prevail prevalent prevent previous previously principal principle principled
priori priority pro probable probe problematic procedure proceed produce professional profound progress
progressive project prominent promise promising promote promptly prone proof proper properly proportion
proposal propose prospect prove proven provide publication publicly publish purely purpose pursue
qualitative qualitatively quantify quantitative quantitatively quantity quest questionnaire quick quickly
raise ran range rapid rapidly rare rarely rationally raw reach readily readout ready real realise realistic
reality realize reasonable recapitulate receive recent recently recognise recognize recommend reconcile
reduce reduction refer reference refine reflect reformulate regard regardless regular relate relationship
relative relatively relax release relevance relevant reliability reliable reliance rely remain remains
remark remarkable remarkably remedy remove render repeat replace report repository represent representative
reproduce require requirement research researcher resemble reserved reside resolve respect respectable
respective respectively respond respondent rest restore restrict restriction result resultant retain rethink
retrospect retrospective reveal review revise revisit rich richer right rights rigid rigor rigorous rise
risen robustly robustness room rose rough round routine run said sang satisfactory satisfy save saw say
scarce scarcity scenario scheme scientific scientist scope seamless seamlessly second secondary section see
seek seemingly seen select seminal send sense sensible sensitive sensitivity sent separate separately
serious serve setting setup severe severity share sharp shed short shortage shortcoming shorter show
showcase shown side significance significant significantly similar similarly simple simpler simplicity
simplify simply simulate simultaneous simultaneously situation size slight slow small smaller sole solely
solve sophisticated sort sota sought source span special specialise specialize specifically specification
specify speculate speculative spend spent spite split spoke spoken springer spur standalone start
state-of-the-art statement statistical statistics status stay step stood straightforward streamline strength
strengthen strict strike striking strive strong stronger struggle study subsequent subsequently subset
substantial substantially subtle subtype succeed success successful suffer suffice sufficient suggest suit
suitable suite sum summarise summarize summary super superior superiority supplement supplementary supply
suppose surpass surprising surprisingly surround survey suspect switch synergistic synergy synthesise
systematic systematically tackle tailor take taken talk tangible taught technical tell tend tendency term
theoretical thing think thorough thought thousand threat threshold tiny today told took top topic total
trade tradeoff train training trait treat tremendous trend tricky trigger true try turn tweak typical
typically ubiquitous ultimate ultimately unable uncover underestimate underexplored undergo undergone
underlie underline underlying underpin underscore understand understood undertake undertaken undertook
underwent undesirable unexplored unfortunate unfortunately uniform unify unique unite universal unknown
unlock unprecedented unresolved unseen untapped unveil update upper urgent usage use useful usefulness usual
usually utilise utilize valid validate validation valuable vanilla variability variant variation variety
various vary vast version viable viewpoint virtue vital want warrant way weak weakness wealth week went
wherever widely widespread width win wise wish withdrawn withheld witness won word work workflow workshop
worse worst worth worthwhile write written wrote www yield young
`;

/** Welcome in a pair: "language model", "stem cells". With endings, as the fillers. */
const WEAK = `
accuracy adaptive adult advanced algorithm alternating analyses analysis animal answer approach architecture
area assessment attribute augmentation automatic average base basic behavior behaviour benchmark bias block
body bound case cell change child children class classifier clinical co cohort complexity component
compressed computation computational computer computing condition conditional conditioned confidence
constraint context continuous control convergence corpus cost cross data database dataset deep density
design detection device dimension dimensional direct discovery discrete disease distribution document domain
dual dynamic dynamics effect efficiency element embedding empirical energy ensemble entity environment error
estimation estimator evaluation event evidence expression extraction face factor feature feedback field fine
finite first flow force form formal format framework function functional generalization generation
generative generator global gradient group growth hard health hidden high history human hybrid hypothesis
identification implicit individual inference infinite information input instance integration inter
interaction interval intervention intra inverse joint knowledge label large latent layer learner learning
length level library light likelihood line linear link local loss low machine man management map mapping
mass matching material matrix mean measure measurement mechanical mechanism men meta method metric mode
model modeling modelling module multi multiple natural network neural node nonlinear normal object objective
observation odds offline online open operation operator optimal optimisation optimization outcome output
pair parallel parameter parametric participant path patient pattern people performance phase point pool
population position posterior prediction predictor primary prior probability problem process processing
product profile program property protocol public quality question random rate ratio recognition record
region regression regularization related relation representation resource response resting risk robust role
rule sample sampling scale science score selection self semi sensor sequence sequential series service set
shallow shape shift sign signal signaling signalling similarity simulation single site smooth soft software
solid solution solver space sparse spatial specific stage standard state static stem stochastic strategy
structural structure structured sub subject supervised support surface synthetic system target task team
technique technology temporal tensor test theory time tool trajectory transfer transform transformation
transition treatment trial tuning type understanding unit unsupervised user utility value variable variance
vector view virtual volume weight wide woman women year
`;

/** Names of fields that look like an ending of a filler: "reasoning" is more than a form of "reason". */
const STRONG = `
anomaly assembly butterfly dragonfly driver driving family fly folding grounding lighting lily maker meaning
monopoly news planning player reader reading reasoning reassembly sensing spacing timing user writing
`;

const STRENGTHS = new Map<string, WordStrength>([
  ...toEntries(FUNCTION_WORDS, 'stop'),
  ...toEntries(FILLER, 'stop'),
  ...toEntries(WEAK, 'weak'),
  ...toEntries(STRONG, 'strong'),
]);
const UNINFLECTED = new Set(FUNCTION_WORDS.trim().split(/\s+/));

/** How much a lower-case word says. One letter, or a word that begins with a digit, says nothing alone; adverbs never do. */
export function strengthOf(word: string): WordStrength {
  const known = STRENGTHS.get(word);
  if (known !== undefined) return known;
  for (const base of basesOf(word)) {
    const strength = UNINFLECTED.has(base) ? undefined : STRENGTHS.get(base);
    if (strength !== undefined) return strength;
  }
  if (word.endsWith('ly')) return 'stop';
  return word.length < 2 || /^\p{N}/u.test(word) ? 'weak' : 'strong';
}

/** True for words like "of" and "is", which follow a whole phrase; fillers do not tell. */
export function isFunctionWord(word: string): boolean {
  return UNINFLECTED.has(word);
}

/** What a word may be an inflected form of. */
function basesOf(word: string): string[] {
  if (word.length < 4 || word.endsWith('eed')) return [];
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`];
  if (word.endsWith('ied')) return [`${word.slice(0, -3)}y`];
  if (word.endsWith('es')) return [word.slice(0, -1), word.slice(0, -2)];
  if (word.endsWith('s')) return [word.slice(0, -1)];
  if (word.endsWith('ly')) return [word.slice(0, -2), `${word.slice(0, -3)}le`];
  const stem = word.endsWith('ing') ? word.slice(0, -3) : word.endsWith('ed') ? word.slice(0, -2) : '';
  if (stem.length < 2) return [];
  const doubled = stem.at(-1) === stem.at(-2) ? [stem.slice(0, -1)] : [];
  return [stem, `${stem}e`, ...doubled];
}

function toEntries(words: string, strength: WordStrength): [string, WordStrength][] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => [word, strength]);
}
