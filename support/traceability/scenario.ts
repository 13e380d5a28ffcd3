// A scenario of the features as the catalogue and the command line see it, and the roles that test purposes are named for.

import type { Role } from '../procedure/roles';

export interface PhasedStep {
  readonly phase: 'given' | 'when' | 'then';
  readonly text: string;
  /** Rows of cells, the head first; empty where the step has none. */
  readonly table: readonly (readonly string[])[];
}

export interface Scenario {
  /** Test purpose, without the tag's prefix, e.g. PGR_PSRV_BV_01. */
  readonly tp: string;
  readonly name: string;
  /** Path of the feature file from the package root. */
  readonly uri: string;
  readonly line: number;
  /** The clause whose folder the file is in. */
  readonly clause: string;
  /** Title of the feature. */
  readonly feature: string;
  /** The rule that it is an example of. */
  readonly rule: string | undefined;
  /** All tags, the feature's and the rule's included. */
  readonly tags: readonly string[];
  /** Requirements that it shows, by their names in the catalogue; an id that the catalogue does not know as the tag has it. */
  readonly requirements: readonly string[];
  /** Declared abilities that it depends on, e.g. multicast. */
  readonly needs: readonly string[];
  readonly beyondSpec: boolean;
  /** Its own steps with their keywords; those of the background are the feature's. */
  readonly steps: readonly string[];
  /** The same with those of the background before them, for a reader. */
  readonly allSteps: readonly PhasedStep[];
}

const ROLE_CODES: Readonly<Record<string, Role>> = {
  PSRV: 'primary-server',
  QSRV: 'partner-server',
  CL1: 'client-1',
  CL2: 'client-2',
  PGMS: 'primary-gms',
  QGMS: 'partner-gms',
};

/** PGR_<role>_<kind>_nn; BV valid behaviour, BI invalid behaviour and refusals, BO inopportune behaviour, TI timing. */
export const TEST_PURPOSE = new RegExp(`^PGR_(${Object.keys(ROLE_CODES).join('|')})_(BV|BI|BO|TI)_\\d{2}$`, 'u');

/** The role that a test purpose is about. */
export const roleOf = (tp: string): Role | undefined => ROLE_CODES[TEST_PURPOSE.exec(tp)?.[1] ?? ''];
