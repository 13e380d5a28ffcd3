import assert from 'node:assert/strict';
import { digest, normalise, splitClause, type Extent } from './sentences';

const CLAUSE = { number: '10.15.3.3.1' };
const texts = (copy: string, extent: Extent = CLAUSE): readonly string[] =>
  splitClause(copy, extent).map(({ text }) => text);

describe('sentences of the clause', () => {
  it('folds what differs between exports of one text', () => {
    const folded = 'A client\'s "request", caf\u00e9';
    assert.equal(normalise(' A\u00a0client\u2019s  \u201crequest\u201d,\tcafe\u0301 \r'), folded);
    assert.equal(normalise('[bookmark: _Toc1][bookmark: _GoBack]4a.\tA client\u2019s "request", caf\u00e9'), folded);
  });

  it('removes list numbers of every kind, and nothing that only looks like one', () => {
    for (const mark of ['-', '\u2022', '1.', '4b.', '1110.', 'i.', 'ii.', '1)', 'iv)', 'a)', 'A)', '###### 1)']) {
      assert.equal(normalise(`${mark}\tThe server answers.`), 'The server answers.', mark);
    }
    assert.equal(normalise('10.15.3.3.1\tA heading'), '10.15.3.3.1 A heading');
    assert.equal(normalise('i.e. the server'), 'i.e. the server');
  });

  it('gives two exports of one sentence the same digest, and a changed sentence another', () => {
    assert.equal(digest('3.\tThe  server answers.'), digest('The server answers.'));
    assert.notEqual(digest('The server answers.'), digest('The server may answer.'));
    assert.match(digest(''), /^sha256:[0-9a-f]{64}$/);
  });

  it('cuts at a full stop before a capital, also where the space is lost', () => {
    assert.deepEqual(texts('1.\tIt asks client 1. The server checks.If it can (see 2.1). Then it ends.'), [
      'It asks client 1.',
      'The server checks.',
      'If it can (see 2.1).',
      'Then it ends.',
    ]);
  });

  it('does not cut at an abbreviation or inside a number', () => {
    const sentence = 'The session may end, e.g. at log-off, by clause 10.15.3.3.3.';
    assert.deepEqual(texts(sentence), [sentence]);
  });

  it('keeps the line of each sentence and drops empty lines and change marks', () => {
    const [first, second] = splitClause('/**** First change ****/\n\nOne is here.\n\nTwo is here.\n', CLAUSE);
    assert.deepEqual([first?.text, first?.line], ['One is here.', 3]);
    assert.deepEqual([second?.text, second?.line], ['Two is here.', 5]);
  });

  it('finds the clause in a copy of the whole specification', () => {
    const copy = [
      '10.15.3.3.1\tThe clause\t123',
      '10.15.3.3.2\tThe next clause\t124',
      'Before.',
      '10.15.3.3.1\tThe clause',
      'Within.',
      '10.15.3.3.2\tThe next clause',
      'Behind.',
    ];
    assert.deepEqual(texts(copy.join('\n')), ['10.15.3.3.1 The clause', 'Within.']);
  });

  it('finds some subclauses of a clause, and counts those of their sentences that read the same', () => {
    const copy = ['16.1\tGeneral\t9', '16.1\tGeneral', 'One.', '###### 16.2.1\tSome', '1)\tsends.', 'a)\tsends.'];
    const extent = { number: '16', subclauses: ['16.1', '16.2'] };
    const cut = splitClause([...copy, '16.2.2\tMore', 'sends.', '16.3\tOther', 'Behind.'].join('\n'), extent);
    assert.deepEqual(
      cut.map(({ text, section, occurrence }) => `${section ?? ''}/${occurrence} ${text}`),
      [
        '16.1/1 16.1 General',
        '16.1/1 One.',
        '16.2.1/1 16.2.1 Some',
        '16.2.1/1 sends.',
        '16.2.1/2 sends.',
        '16.2.2/1 16.2.2 More',
        '16.2.2/1 sends.',
      ],
    );
  });

  it('cuts a long line into all of its sentences', () => {
    const sentences = texts('Aa bb cc. '.repeat(5_000));
    assert.equal(sentences.length, 5_000);
  });
});
