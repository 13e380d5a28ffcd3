// Where an information element of stage 2 stands at stage 3, with the clause that puts it there. Types and their short
// forms; the rows are in the files beside.

import type { FlowBodies } from '../../../procedure/generated/flow-bodies';
import type { FlowId } from '../../../procedure/flows';

export interface Located {
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

export type Place = Located | Missing;

export interface FlowPlaces<F extends FlowId> {
  /** What carries the flow as a whole. */
  readonly flow: Place;
  readonly elements: { readonly [E in keyof FlowBodies[F]]-?: Place };
}

/** A row for each flow and each of its elements: one that is forgotten does not compile. */
export type PlacesOf<F extends FlowId> = { readonly [Flow in F]: FlowPlaces<Flow> };

const placeIn =
  (where: Located['in']) =>
  (name: string, source: string): Located => ({ in: where, name, source });

export const requestUri = placeIn('request-uri');
export const header = placeIn('header');
export const body = placeIn('body');
/** The final response of an earlier request, or the absence of a refusal in it. */
export const answer = placeIn('answer');
export const inDocument = placeIn('document');
export const nothing = (why: string, source: string): Missing => ({ in: 'nothing', why, source });
