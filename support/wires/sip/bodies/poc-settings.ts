// The service settings that a client publishes when it starts to receive MC service.

import { shortened } from '../../../schema/shortened';
import { booleanIn } from './boolean';
import type { BodyKind, Complain } from './body';
import { allNamed, firstNamed, textOf, type XmlElement } from './xml/xml-element';
import { writeXml, type XmlNode } from './xml/write-xml';

const ANSWER_MODES = ['automatic', 'manual'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

export interface PocEntity {
  readonly id: string;
  readonly answerMode?: AnswerMode;
  readonly selectedUserProfileIndex?: string;
  readonly multiplexSupport?: boolean;
}

export interface PocSettings {
  readonly entities: readonly PocEntity[];
}

const POC = 'urn:oma:params:xml:ns:poc:poc-settings';
const MCS = 'urn:3gpp:mcsSettings:1.0';

export const pocSettings: BodyKind<PocSettings> = {
  mediaType: () => 'application/poc-settings+xml',
  schema: () => 'poc-settings.xsd',
  rootNames: () => ['poc-settings'],
  knownNames: () =>
    new Set([
      'entity',
      'am-settings',
      'answer-mode',
      'selected-user-profile-index',
      'user-profile-index',
      'multiplex-support',
    ]),
  read: (root, _, complain) => ({ entities: allNamed(root, 'entity').map((one) => entityIn(one, complain)) }),
  write: ({ entities }) => writeXml({ name: 'poc-settings', namespace: POC, children: entities.map(entityNode) }),
};

function entityIn(element: XmlElement, complain: Complain): PocEntity {
  const id = element.attributes.get('id');
  if (id === undefined) complain(element, 'an attribute id', 'none');
  const answerModeText = textOf(firstNamed(element, 'answer-mode'));
  const answerMode = ANSWER_MODES.find((one) => one === answerModeText?.toLowerCase());
  if (answerModeText !== undefined && !answerMode)
    complain(element, `an answer mode: ${ANSWER_MODES.join(', ')}`, shortened(answerModeText));
  const selectedUserProfileIndex = textOf(firstNamed(element, 'selected-user-profile-index'));
  const multiplexSupport = booleanIn(element, textOf(firstNamed(element, 'multiplex-support')), complain);
  return {
    id: id ?? '',
    ...(answerMode && { answerMode }),
    ...(selectedUserProfileIndex !== undefined && { selectedUserProfileIndex }),
    ...(multiplexSupport !== undefined && { multiplexSupport }),
  };
}

function entityNode({ id, answerMode, selectedUserProfileIndex, multiplexSupport }: PocEntity): XmlNode {
  const children: XmlNode[] = [];
  if (answerMode) {
    const mode = { name: 'answer-mode', namespace: POC, text: answerMode };
    children.push({ name: 'am-settings', namespace: POC, children: [mode] });
  }
  if (selectedUserProfileIndex !== undefined) {
    const index = { name: 'user-profile-index', namespace: MCS, text: selectedUserProfileIndex };
    children.push({ name: 'selected-user-profile-index', namespace: MCS, children: [index] });
  }
  if (multiplexSupport !== undefined)
    children.push({ name: 'multiplex-support', namespace: MCS, text: String(multiplexSupport) });
  return { name: 'entity', namespace: POC, attributes: { id }, children };
}
