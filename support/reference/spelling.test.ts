import assert from 'node:assert/strict';
import type { FlowBody } from '../procedure/flows';
import { send } from './outbox';
import { createSpelling } from './spelling';

type Response = FlowBody<'preconfigured-regroup-response.server-server'>;

const response = (regroupGroupId: string): Response => ({
  ...{ from: 'sip:server@partner.example', to: 'sip:server@primary.example' },
  ...{ mcServiceId: 'sip:ana@primary.example', regroupGroupId },
});
const WRITTEN = 'sips:Regroup-1;x=1@PRIMARY.example:5061;transport=tls;gr=4ab9';
const ONE = 'sips:Regroup-1;x=1@primary.example:5061;transport=tls';

describe('the identity of a regroup group', () => {
  const said = (spelling: ReturnType<typeof createSpelling>, id: string): unknown => {
    const [output] = spelling.spell([send('preconfigured-regroup-response.server-server', 'there', response(id))]);
    return output?.kind === 'send' && 'regroupGroupId' in output.body ? output.body.regroupGroupId : undefined;
  };

  it('is handed back as it was written last', () => {
    const spelling = createSpelling();
    spelling.hear(response(WRITTEN));
    assert.equal(said(spelling, ONE), WRITTEN);
    assert.equal(said(spelling, 'sip:joint-9@primary.example'), 'sip:joint-9@primary.example');
    spelling.hear(response(ONE));
    assert.equal(said(spelling, ONE), ONE);
  });

  it('is forgotten when a thousand others were written since', () => {
    const spelling = createSpelling();
    spelling.hear(response(WRITTEN));
    for (let count = 0; count < 1_000; count += 1) spelling.hear(response(`sip:joint-${count}@PRIMARY.example`));
    assert.equal(said(spelling, ONE), ONE);
  });
});
