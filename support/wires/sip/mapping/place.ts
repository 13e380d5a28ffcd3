// Where an information element of stage 2 stands at stage 3, with the clause that puts it there. Types and their short
// forms; the rows are in the files beside.

import type { FlowBodies } from '../../../procedure/generated/flow-bodies';
import type { FlowId } from '../../../procedure/flows';

export interface Found {
  readonly in: 'request-uri' | 'header' | 'body' | 'answer' | 'document';
  /** The header, the path of the element in its body, or what stands for it. */
  readonly name: string;
  readonly source: string;
}

export interface Missing {
  readonly in: 'nothing';
  readonly why: string;
  readonly source: string;
}

export type Place = Found | Missing;

export interface FlowPlaces<F extends FlowId> {
  /** What carries the flow as a whole. */
  readonly flow: Place;
  readonly elements: { readonly [E in keyof FlowBodies[F]]-?: Place };
}

/** A row for each flow and each of its elements: one that is forgotten does not compile. */
export type PlacesOf<F extends FlowId> = { readonly [Flow in F]: FlowPlaces<Flow> };

const found =
  (where: Found['in']) =>
  (name: string, source: string): Found => ({ in: where, name, source });

export const requestUri = found('request-uri');
export const header = found('header');
export const body = found('body');
/** The final response of an earlier request, or the absence of a refusal in it. */
export const answer = found('answer');
export const inDocument = found('document');
export const nothing = (why: string, source: string): Missing => ({ in: 'nothing', why, source });
