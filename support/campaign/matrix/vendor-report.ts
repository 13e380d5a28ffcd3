// What is handed to one vendor: its products, what they broke and with whom, and where another one does otherwise. Markdown.

import type { Matrix, ParticipantResult } from '../../report/page/matrix-data';

interface Own {
  readonly participant: ParticipantResult;
  readonly beside: string;
  readonly wire: string;
  readonly state: string;
  readonly reason: string;
}

export const brokenKey = (product: string, requirement: string): string => `${product} ${requirement}`;

/** @param ladders files that show what was broken, by `brokenKey` */
export function vendorReport(matrix: Matrix, vendor: string, ladders: ReadonlyMap<string, string> = new Map()): string {
  const own = matrix.cells.flatMap(({ participants, wire, service, load, state, reason }) =>
    participants
      .filter((one) => one.vendor === vendor)
      .map((participant): Own => {
        const others = participants.filter((one) => one !== participant).map(({ name }) => name);
        const beside = others.length === 0 ? 'played parties alone' : others.join(', ');
        const on = [wire, service, load === undefined ? undefined : `load of ${load} clients`];
        return { participant, beside, wire: on.filter((one) => one !== undefined).join(', '), state, reason };
      }),
  );
  return [
    `# ${vendor} in ${matrix.campaign}`,
    '',
    `Campaign ${matrix.id}, mcx-conformance ${matrix.suite}. A verdict is by the product's own bytes alone: what a product beside it broke is not charged here.`,
    '',
    '| product | roles | beside | wire | verdict | broken statements |',
    '| --- | --- | --- | --- | --- | --- |',
    ...own.map(({ participant: { name, version, roles, verdict, broken }, beside, wire, state }) =>
      row([
        `${name} ${version}`,
        roles.join(', '),
        beside,
        wire,
        verdict ?? state,
        broken.map(({ requirement }) => requirement).join(', '),
      ]),
    ),
    '',
    ...brokenLines(own, ladders),
    ...notRunLines(own),
    ...differenceLines(matrix, vendor),
  ].join('\n');
}

function brokenLines(own: readonly Own[], ladders: ReadonlyMap<string, string>): readonly string[] {
  const lines = own.flatMap(({ participant: { name, broken }, beside }) =>
    broken.map(({ requirement, says, expected, observed, testPurposes, evidence }) => ({
      key: brokenKey(name, requirement),
      beside,
      text: [
        `### ${name}: ${requirement}`,
        '',
        says,
        '',
        `- expected: ${expected}`,
        `- observed: ${observed}`,
        testPurposes.length === 0
          ? '- seen under load'
          : `- seen in ${testPurposes.length} test purposes, the first is ${testPurposes[0] ?? ''}, by events ${evidence.join(', ')}`,
      ],
    })),
  );
  const keys = [...new Set(lines.map(({ key }) => key))];
  if (keys.length === 0) return ['No statement was broken.', ''];
  return [
    '## What is broken',
    '',
    ...keys.flatMap((key) => {
      const same = lines.filter((line) => line.key === key);
      const ladder = ladders.get(key);
      return [
        ...(same[0]?.text ?? []),
        `- beside: ${same.map(({ beside }) => beside).join('; ')}`,
        ...(ladder === undefined ? [] : [`- [what it sent and was sent there](${ladder})`]),
        '',
      ];
    }),
  ];
}

function notRunLines(own: readonly Own[]): readonly string[] {
  const left = own.filter(({ state }) => state === 'could-not-be-run' || state === 'not-run');
  if (left.length === 0) return [];
  return [
    '## What has no verdict',
    '',
    ...left.map(({ participant, beside, reason }) => `- ${participant.name} beside ${beside}: ${reason}`),
    '',
  ];
}

function differenceLines({ differences }: Matrix, vendor: string): readonly string[] {
  const own = differences.filter(({ one, other }) => one.vendor === vendor || other.vendor === vendor);
  if (own.length === 0) return [];
  return [
    '## Where another product that conforms does otherwise',
    '',
    ...own.map(
      ({ role, one, other, testPurposes, requirements, interpretations }) =>
        `- ${role}, ${testPurposes.join(', ')}: ${one.name} did ${one.did}; ${other.name} did ${other.did} (${[...requirements, ...interpretations].join(', ')})`,
    ),
    '',
  ];
}

const row = (fields: readonly string[]): string =>
  `| ${fields.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
