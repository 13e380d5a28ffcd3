import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { createOperator, type Question } from './operator';

const LONG = 60_000;
const YES: Question<string> = { text: 'Well?', form: '"yes"', read: (line) => (line === 'yes' ? line : undefined) };

describe('the operator', () => {
  function seated(limitMs = LONG) {
    const input = new PassThrough();
    const output = new PassThrough();
    let printed = '';
    output.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const operator = createOperator({ name: 'Olga', input, output, limitMs });
    after(() => operator.close());
    return { operator, type: (text: string) => input.write(text), end: () => input.end(), printed: () => printed };
  }

  /** A question is put once those before it are answered. */
  const put = () => new Promise(setImmediate);

  it('answers numbered questions, one at a time', async () => {
    const { operator, type, printed } = seated();
    const both = Promise.all([operator.ask(YES), operator.ask(YES)]);
    await put();
    assert.match(printed(), /Question 1\. Well\?\n {2}Answer within 60 s: "yes"/);
    assert.doesNotMatch(printed(), /Question 2/);
    type('yes\n');
    await put();
    await put();
    type('2 yes\n');
    assert.deepEqual(await both, [{ value: 'yes' }, { value: 'yes' }]);
  });

  it('takes no empty line, and gives up after three answers that are none', async () => {
    const { operator, type, printed } = seated();
    const answer = operator.ask(YES);
    await put();
    type('\nno\n7 yes\n');
    assert.deepEqual(await answer, { refused: 'the operator gave no answer that could be read, the last was "7 yes"' });
    assert.equal(printed().split('That is no answer').length, 3);
  });

  it('drops what is typed while nothing is asked', async () => {
    const { operator, type } = seated();
    const first = operator.ask(YES);
    await put();
    type('yes\nyes\n');
    await first;
    await put();
    const second = operator.ask(YES);
    await put();
    type('no\nno\nno\n');
    assert.ok('refused' in (await second));
  });

  it('wants the number once an answer could be meant for a question that is over', async () => {
    const { operator, type, printed } = seated(5);
    assert.deepEqual(await operator.ask(YES), { refused: 'the operator did not answer within 0.005 s' });
    const second = operator.ask(YES);
    await put();
    type('yes\n');
    assert.ok('refused' in (await second));
    assert.match(printed(), /Question 2\. Well\?\n.*: 2 and "yes"/);
  });

  it('says when there is nobody any more', async () => {
    const { operator, end } = seated();
    const [first, second] = [operator.ask(YES), operator.ask(YES)];
    await put();
    end();
    assert.deepEqual([await first, await second], Array(2).fill({ refused: 'the input of the operator has ended' }));
  });
});
