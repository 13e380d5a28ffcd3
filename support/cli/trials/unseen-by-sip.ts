// Mutants whose requirement SIP can show and whose defect it cannot: what they do wrong stands in no message of stage 3. They
// are listed with the reason and never counted as killed.

export const UNSEEN_BY_SIP: ReadonlyMap<string, string> = new Map<string, string>([]);
