import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ATLAS_EXPORT_FORMATS, DEFAULT_MODEL_ID, PAPER_EXPORT_FORMATS, SEARCH_MODES } from '../node.ts';
import { runBuild } from './build.ts';
import { runCompare } from './compare.ts';
import { runCover } from './cover.ts';
import { runDoctor } from './doctor.ts';
import { runDuplicates } from './duplicates.ts';
import { runEval } from './eval.ts';
import { runExport } from './export.ts';
import { reportFailure } from './failure.ts';
import { runInfo } from './info.ts';
import { runNovelty } from './novelty.ts';
import {
  type ColumnMapping,
  parseCount,
  parseLimit,
  parseMapping,
  parsePort,
  parseRepeated,
  parseSeed,
  parseShare,
} from './options.ts';
import { runPath } from './path.ts';
import { runSearch } from './search.ts';
import { runServe } from './serve.ts';
import { runSimilar } from './similar.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Commander shows the message beside the option and ends with wrong usage. */
function checked<T>(parse: (text: string, before: T) => T): (text: string, before: T) => T {
  return (text, before) => {
    try {
      return parse(text, before);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };
}

/** Commander would take `--no-map` for the denial of `--map`, which says where fields are. */
function noMap(): Option {
  const option = new Option(
    '--no-map',
    'leave map and regions out; a later build without it adds them',
  ).conflicts('refit');
  option.negate = false;
  return option;
}
const json = () => new Option('--json', 'print the result as JSON on stdout');
const model = () =>
  new Option('--model <id|path>', "the atlas's own model, by folder or name (default: by its name)");
const modelToBuildWith = () =>
  new Option('--model <id|path>', `model folder, or name of a model (default: ${DEFAULT_MODEL_ID})`);
const limit = () =>
  new Option('--limit <n|all>', 'papers at most').default(10).argParser(checked(parseLimit));
const mode = () =>
  new Option('--mode <mode>', 'how papers are ranked').choices(SEARCH_MODES).default(SEARCH_MODES[0]);
const weight = () =>
  new Option('--weight <share>', `share of meaning in a hybrid list, 0 to 1`).argParser(checked(parseShare));
/** One value each time; several times for several values, one of which is enough. */
const repeated = (flags: string, description: string) =>
  new Option(flags, description).argParser(checked<readonly string[] | undefined>(parseRepeated));
/** What narrows and shapes every ranked list. */
const withRankOptions = (command: Command) =>
  command
    .addOption(limit())
    .addOption(mode())
    .addOption(weight())
    .option('--diverse', 'less of the same in the list')
    .addOption(
      new Option('--diversity <share>', 'share of diversity, 0 to 1 (--diverse: 0.3)').argParser(
        checked(parseShare),
      ),
    )
    .addOption(repeated('--year <years>', 'only these years: 2020, 2020..2023, ">2019", ..2019'))
    .addOption(repeated('--venue <words>', 'only venues with these words'))
    .addOption(repeated('--author <name>', 'only papers by them: Hinton, "G. Hinton"'))
    .addOption(repeated('--category <words>', 'only papers of this category'))
    .option('--with-abstract', 'only papers with an abstract')
    .addOption(
      repeated('--where <column=value>', "only with this in a column of the papers' own; also >100, 3..5"),
    )
    .option('--explain', 'say of each hit what earned it: words, sentences, parts of the score')
    .addOption(json());

const program = new Command('paper-atlas')
  .description('Search and map research papers by meaning, wholly on your own machine.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(add --help for the options of a command)')
  .addHelpText(
    'after',
    `
Results go to stdout, progress and messages to stderr.
Exit status: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C (serve: 0).`,
  );

program
  .command('build')
  .description('read papers, embed them, index and map them, name the regions, write an atlas folder')
  .argument(
    '<input...>',
    'files of papers (.txt page, .jsonl, .json, .csv, .tsv, .bib, .ris, each also .gz), or - for stdin',
  )
  .requiredOption(
    '--out <dir>',
    'the atlas folder (required); an atlas that is there is replaced when the new one is complete',
  )
  .option(
    '--format <name>',
    'format of the input when its name does not tell: page, jsonl, json, csv, tsv, bibtex, ris',
  )
  .option(
    '--map <field=column>',
    'read a field from a column of another name, as abstract=body; repeatable: columns of one field are tried in order',
    checked<ColumnMapping | undefined>(parseMapping),
  )
  .addOption(modelToBuildWith())
  .addOption(
    new Option(
      '--max-tokens <n>',
      'tokens after which a text is cut (default: as the model was trained)',
    ).argParser(checked(parseCount)),
  )
  .addOption(
    new Option('--neighbors <k>', 'neighbours a paper in the graph and the map')
      .default(15)
      .argParser(checked(parseCount)),
  )
  .addOption(new Option('--seed <n>', 'seed of everything random').default(42).argParser(checked(parseSeed)))
  .option(
    '--refit',
    'lay the map out anew; without it the papers of an atlas that is there stay where they are, and new ones are placed among them',
  )
  .addOption(noMap())
  .addOption(
    new Option('--workers <n>', 'processes that embed (default: one a core)').argParser(checked(parseCount)),
  )
  .addOption(json())
  .action(runBuild);

withRankOptions(
  program
    .command('search')
    .description('papers for a thought, a question, a few words or a whole abstract')
    .argument('<dir>', 'the atlas folder')
    .argument('[query...]', 'words, "exact phrase", -word, author:, venue:, year:2020..2023…; - reads stdin')
    .option('--file <path>', 'read the query from a file, as it is, without the query language')
    .addOption(model()),
).action(runSearch);

withRankOptions(
  program
    .command('similar')
    .description('papers like one or several papers of the atlas')
    .argument('<dir>', 'the atlas folder')
    .argument('<paper...>', 'ids or exact titles of papers; or the words of one title')
    .addOption(repeated('--dislike <paper>', 'id or exact title of a paper of which there should be less'))
    .option('--words <text>', 'words that are asked for besides, in the query language')
    .addOption(model()),
).action(runSimilar);

program
  .command('compare')
  .description('what two papers have in common: closeness, their closest sentences, telling words')
  .argument('<dir>', 'the atlas folder')
  .argument('<a>', 'id or exact title of a paper')
  .argument('<b>', 'of the other')
  .addOption(new Option('--limit <n>', 'sentence pairs at most').default(5).argParser(checked(parseCount)))
  .addOption(model())
  .addOption(json())
  .action(runCompare);

program
  .command('path')
  .description(
    'how to read from one paper to another: each close to the one before (status 1: no path leads there)',
  )
  .argument('<dir>', 'the atlas folder')
  .argument('<a>', 'id or exact title of the first paper')
  .argument('<b>', 'of the last')
  .addOption(json())
  .action(runPath);

program
  .command('novelty')
  .description('what was new when it came: papers by their distance to the nearest of an earlier year')
  .argument('<dir>', 'the atlas folder')
  .option('--region <name>', 'only papers of this region: its name, a term of it, or its id')
  .addOption(limit())
  .addOption(json())
  .action(runNovelty);

program
  .command('cover')
  .description('what an atlas has of a bibliography, how much of each region, and what to read next there')
  .argument('<dir>', 'the atlas folder')
  .argument('<bibliography>', 'file of papers in any format that build reads (.bib, .ris…), or - for stdin')
  .option('--format <name>', 'format of the bibliography when its name does not tell, as for build')
  .addOption(json())
  .action(runCover);

program
  .command('info')
  .description('what an atlas holds and how it was made')
  .argument('<dir>', 'the atlas folder')
  .addOption(json())
  .action(runInfo);

program
  .command('doctor')
  .description('check every file of an atlas, the recall of its index and the quality of its map')
  .argument('<dir>', 'the atlas folder')
  .addOption(json())
  .action(runDoctor);

program
  .command('eval')
  .description('hold an atlas to judged queries: nDCG@10, recall@100, MRR@10 of each mode, with intervals')
  .argument('<dir>', 'the atlas folder')
  .requiredOption('--queries <file>', 'JSONL with _id and text, as BEIR has it; also .gz (required)')
  .requiredOption(
    '--qrels <file>',
    'judgements: TSV of query, paper and grade, or the four columns of TREC; also .gz (required)',
  )
  .addOption(
    new Option('--limit <n|all>', 'judged queries at most, the first ones')
      .default(Number.POSITIVE_INFINITY, 'all')
      .argParser(checked(parseLimit)),
  )
  .addOption(new Option('--modes <modes...>', 'ways of ranking (default: all)').choices(SEARCH_MODES))
  .addOption(model())
  .addOption(new Option('--seed <n>', 'seed of the bootstrap').default(42).argParser(checked(parseSeed)))
  .addOption(json())
  .action(runEval);

program
  .command('duplicates')
  .description('papers that are one work, copies or versions, with the evidence')
  .argument('<dir>', 'the atlas folder')
  .addOption(
    new Option('--format <format>', 'one merged entry a group instead of the evidence')
      .choices(PAPER_EXPORT_FORMATS)
      .conflicts('json'),
  )
  .addOption(json())
  .action(runDuplicates);

program
  .command('export')
  .description('papers or vectors of an atlas, in row order, or all of it as one zip or one web page')
  .argument('<dir>', 'the atlas folder')
  .addOption(
    new Option(
      '--format <format>',
      'npy: the vectors, little-endian float32; zip: the whole atlas; html: the explorer on it, as one file that needs no server',
    )
      .choices([...ATLAS_EXPORT_FORMATS, 'html'])
      .makeOptionMandatory(),
  )
  .option('--out <file>', 'write to a file instead of stdout')
  .addOption(
    new Option('--max-mb <n>', 'largest page of --format html, in MB (default: 64)').argParser(
      checked(parseCount),
    ),
  )
  .option('--explorer <dir>', 'built explorer for --format html (default: the one that comes along)')
  .action(runExport);

program
  .command('serve')
  .description('show an atlas in the browser: serves the explorer, the atlas and its model, until Ctrl-C')
  .argument('<dir>', 'the atlas folder')
  .addOption(
    new Option('--port <n>', '0 for any free one (default: 4209, or the next that is free)').argParser(
      checked(parsePort),
    ),
  )
  .option(
    '--host <host>',
    'address to bind; 0.0.0.0 lets others on the network read the atlas (default: 127.0.0.1, this machine alone)',
  )
  .option('--explorer <folder>', 'built explorer (default: the one that comes along)')
  .addOption(model())
  .addOption(new Option('--json', 'print { url, port } as JSON on stdout'))
  .action(runServe);

// A reader that closes the pipe early (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  console.error(`error: the result could not be written (${error.message})`);
  process.exit(1);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = reportFailure(error);
}
