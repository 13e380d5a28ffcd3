// Below the head of the page: what is broken, the scenarios with their filters, and what was not executed.

import type { PageIndex } from '../page-data';
import { Causes } from './causes';
import { ScenarioList } from './scenario-list';
import { Code, Fold } from './ui';

export const Overview = ({ index }: { readonly index: PageIndex }) => (
  <>
    <Causes index={index} />
    {index.remarks.map((block) => (
      <Code key={block} title="Remark" text={block} />
    ))}
    <ScenarioList index={index} />
    <NotExecuted index={index} />
    <Strays index={index} />
  </>
);

const NotExecuted = ({ index: { notExecuted: left } }: { readonly index: PageIndex }) =>
  left.length > 0 && (
    <Fold title={`${left.length} not executed`}>
      <ul class="plain">
        {left.map(({ tp, name, reason }) => (
          <li key={tp}>
            {tp} {name}: {reason}
          </li>
        ))}
      </ul>
    </Fold>
  );

const Strays = ({ index: { strays: seen } }: { readonly index: PageIndex }) =>
  seen !== undefined && (
    <Fold title={`${seen.count} strays: they belong to no scenario and decide nothing`}>
      <ul class="plain">
        {seen.first.map(({ id, flow, from, to }) => (
          <li key={id}>
            {id} {flow ?? 'bytes that are no information flow'} from {from ?? 'somebody unknown'} to {to}
          </li>
        ))}
      </ul>
    </Fold>
  );
