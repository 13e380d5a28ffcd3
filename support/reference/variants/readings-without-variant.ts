// The readings of the register (interpretations.yaml of the clause) that no variant names, each with the reason.
// Most bind everybody alike and leave nobody a choice. Data only.

const NO_CHOICE = 'it says how the text is read and leaves no party a choice:';
const BINDS = 'it binds, and mutants prove it:';

export const READINGS_WITHOUT_VARIANT: ReadonlyMap<string, string> = new Map([
  ['A-01', `${NO_CHOICE} which number a step has`],
  ['A-02', `${BINDS} a request is either rejected or returned (INV-4)`],
  ['A-06', `${BINDS} after a negative return neither client nor server goes on (STEP-4b-5, STEP-4b-6)`],
  ['A-07', `${BINDS} which of three refusals a reason asks for (STEP-4a-6, STEP-4b-1)`],
  ['A-10', `${BINDS} every earlier regrouping counts (STEP-3-f, STEP-4a-1)`],
  ['A-12', `${BINDS} all partners are waited for, and the regroup is formed whole or not at all (STEP-12-b, INV-9)`],
  ['A-14', `${BINDS} the subscriptions of both MC systems (PRE-4, PRE-5)`],
  ['A-18', `${NO_CHOICE} of which group the configuration is; whether it is fetched is STEP-3-e, which has variants`],
  ['A-19', `${NO_CHOICE} that any of the listed groups keeps a client in`],
  ['A-20', `${BINDS} the requester is not affiliated for having asked (POST-2b)`],
  ['A-23', `${NO_CHOICE} which MC system is called primary`],
  ['A-26', `${NO_CHOICE} of which group a request return speaks`],
  [
    'A-27',
    'the faithful primary takes the freedom itself: it rejects a regroup that it had authorized when a partner refuses it',
  ],
  ['A-28', `${NO_CHOICE} how three information flows of one name are told apart`],
  ['A-29', `${NO_CHOICE} what misspelt words mean`],
  ['A-34', 'the faithful home system takes the freedom itself: it passes nothing on to a visitor who affiliates late'],
  ['A-48', `${BINDS} what was authorized goes on when the authorization is withdrawn (STEP-12-a, POST-1)`],
  ['A-49', `${BINDS} one acknowledgement of each request, one word to each member of its end (WIRE-2)`],
]);
