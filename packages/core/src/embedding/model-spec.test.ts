import { describe, expect, test } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { assertSameModel, diffModelSpecs, type ModelSpec, parseModelSpec } from './model-spec.ts';

const identity = { id: 'Xenova/all-MiniLM-L6-v2', sha256: 'a'.repeat(64), dtype: 'q8' };
const config = { hidden_size: 384, max_position_embeddings: 512 };
const mean = { pooling_mode_mean_tokens: true, pooling_mode_cls_token: false };

function parse(id: string, files: Partial<Parameters<typeof parseModelSpec>[1]> = {}): ModelSpec {
  return parseModelSpec({ ...identity, id }, { config, sentenceConfig: null, poolingConfig: null, ...files });
}

describe('the spec of a model', () => {
  test('takes dimension, pooling and token limit from the model’s own files', () => {
    const spec = parse('someone/unknown', {
      config: { hidden_size: 768, max_position_embeddings: 514 },
      sentenceConfig: { max_seq_length: 128 },
      poolingConfig: mean,
    });
    expect(spec).toMatchObject({ dimension: 768, pooling: 'mean', maxTokens: 128, queryPrefix: '' });
  });

  test('completes a known family with its prefix, pooling and limit', () => {
    expect(parse('Xenova/bge-small-en-v1.5')).toMatchObject({
      pooling: 'cls',
      maxTokens: 512,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
      documentPrefix: '',
    });
    expect(parse('Xenova/e5-small-v2')).toMatchObject({
      documentPrefix: 'passage: ',
      queryPrefix: 'query: ',
    });
  });

  test('lets the files win over the family', () => {
    expect(parse('x/all-MiniLM-L6-v2', { sentenceConfig: { max_seq_length: 64 } }).maxTokens).toBe(64);
  });

  test('never allows more tokens than the model has positions', () => {
    expect(parse('x/all-MiniLM-L6-v2', { sentenceConfig: { max_seq_length: 9999 } }).maxTokens).toBe(512);
  });

  test('refuses to guess the pooling of an unknown model', () => {
    expect(() => parse('someone/unknown')).toThrow(/1_Pooling\/config\.json/);
  });

  test.each([null, 'text', {}, { hidden_size: -1 }, { hidden_size: 1.5 }, { hidden_size: '384' }])(
    'refuses a config without a usable hidden size: %j',
    (broken) => {
      expect(() => parse('x/all-MiniLM-L6-v2', { config: broken })).toThrow(/hidden_size/);
    },
  );
});

describe('comparing specs', () => {
  const spec = parse('Xenova/all-MiniLM-L6-v2');

  test('a model under another folder name is the same model', () => {
    expect(diffModelSpecs(spec, { ...spec, id: 'copy/of-it' })).toEqual([]);
  });

  test('the error names every field that differs, with both values', () => {
    const other = { ...spec, maxTokens: 512, sha256: 'b'.repeat(64) };
    expect(() => assertSameModel(spec, other, 'this atlas')).toThrow(
      /sha256 .*, maxTokens 512 instead of 256/,
    );
    try {
      assertSameModel(spec, other, 'this atlas');
    } catch (error) {
      expect(isExplorerError(error, 'MODEL_MISMATCH') && error.details['differing']).toEqual([
        'sha256',
        'maxTokens',
      ]);
    }
  });
});
