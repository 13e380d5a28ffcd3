// Mutants whose requirement SIP can show and whose defect it cannot: what they do wrong stands in no message of stage 3. They
// are listed with the reason and never counted as killed. Likewise variants whose freedom stage 3 does not give.

const NO_MESSAGE =
  'at stage 3 no message carries what it sends: a final response answers one request, once, and goes to whoever asked';
const NOT_BROUGHT_ABOUT =
  'no scenario that SIP can bring about shows it: the request names an identity that a server would have to replace';
const UNCARRIED = 'at stage 3 the element that is wrong does not travel';
const LATER = 'the later regroup of its scenario is requested without a regroup group, which SIP cannot bring about';
const TOLD_OF_ONE_GROUP =
  'by SIP who takes part is told in the subscription to the regroup group alone, which carries no other group';
const ONE_FOR_EACH =
  'it acts on a notification that tells of a group and its regroup group at once, which by SIP are two: it does nothing wrong there';
const ANSWERED_ONCE =
  'it acts when a partner answers twice: at stage 3 the answer is the final response of one request, which comes once';
const OF_A_TRANSACTION =
  'at stage 3 a refusal names no group anyhow: it belongs to the request that it answers, which its sender cannot leave out';
const NAMED = 'it acts where a request names no identity for the regroup group: at stage 3 every request names it';
const WHOLE = 'at stage 3 a 2xx confirms all of a subscription: there is no word for a part of it';
const TOGETHER =
  'it takes one answer for another: where a partner holds its answers back by SIP, both come at once, and each requester is answered';
const ON_AN_ACKNOWLEDGEMENT = 'it acts on an acknowledgement, for which stage 3 has no message';
const UNICAST = 'at stage 3 each client is asked by a MESSAGE of its own, never by multicast';
const ON_A_RETURN = 'it acts on a request return, for which stage 3 has no message';

const NOT_TOLD =
  'stage 3 has no message by which a server tells of an identity that it assigned: it refuses the request instead';

const NO_SENDER =
  'by SIP a request has a sender that can be answered, whatever its From says: what the mutant writes there it reads back from the answer itself';

const NOBODY_LOOKS = 'at stage 3 no function looks at which server asks it to remove a regroup';

const NAMED_AGAIN =
  'at stage 3 whoever comes to a group is named with everybody of it, and whoever is named is asked (TS 24.379 16.2.4.3)';

const OWN_AND_NAMED =
  'at stage 3 a server asks the members of its own groups and those whom it is named: it looks for nobody in groups of others';

const LISTS_ALL = 'at stage 3 every request of a regroup lists all its groups: there are no further ones';

const FEW_OF_ITS_OWN = 'at stage 3 a partner asks the members of its own groups, and no scenario lists so many of them';

const OF_HTTP_JSON = 'it acts on how the suite writes a message of JSON: a body of stage 3 is written in one way';

const FETCHED =
  'by SIP a notification says which document has changed and not how: what its server learns of a temporary group hangs on what it fetches';

const NO_SNAPSHOT = 'by SIP a notification says which document has changed, and nothing of the others';

const ANSWERED_BEFORE = 'at stage 3 a server has answered before it knows whether a client takes what it was sent';

const NO_PROTOCOL = 'between group management servers stage 3 has no protocol: one that shares nothing breaks nothing';
const NO_SUBSCRIPTION =
  'at stage 3 a client is told within a subscription of its own: who tells nobody else breaks nothing';

export const UNSEEN_BY_SIP: ReadonlyMap<string, string> = new Map([
  ['shares-nothing', NO_PROTOCOL],
  ['overlooks-foreign-regroup-groups', NOT_TOLD],
  ['overlooks-a-given-group-spelt-otherwise', NOT_TOLD],
  ['distributes-nothing', NO_SUBSCRIPTION],
  ['heeds-known-elements-alone', OF_HTTP_JSON],
  ['heeds-its-name-by-letters', OF_HTTP_JSON],
  ['takes-a-notification-for-a-snapshot', NO_SNAPSHOT],
  ['tells-of-one-constituent', FETCHED],
  ['partner-gms-tells-of-one-constituent', FETCHED],
  ['stops-at-a-client', ANSWERED_BEFORE],
  ['answers-the-first-home', NO_MESSAGE],
  ['checks-the-first-request', LISTS_ALL],
  ['tells-of-listed-groups-alone', LISTS_ALL],
  ['cancels-what-others-formed', NOBODY_LOOKS],
  ['lets-partners-cancel', NOBODY_LOOKS],
  ['lets-anybody-cancel', NOBODY_LOOKS],
  ['holds-what-was-called-off', ON_A_RETURN],
  ['asks-members-of-three-groups', FEW_OF_ITS_OWN],
  ['looks-at-own-groups-only', OWN_AND_NAMED],
  ['asks-again-who-joins-one-more', NAMED_AGAIN],
  ['finds-members-of-one-twin', OWN_AND_NAMED],
  ['keeps-refused-affiliations', OWN_AND_NAMED],
  ['passes-over-further-requests', LISTS_ALL],
  ['holds-groups-of-the-first-request', LISTS_ALL],
  ['holds-groups-of-the-last-request', LISTS_ALL],
  ['heeds-no-given-identity', NOT_TOLD],
  ['accepts-identities-by-policy', NOT_TOLD],
  ['acknowledges-unasked', NO_MESSAGE],
  ['acknowledges-what-was-not-authorized', NO_MESSAGE],
  ['rejects-in-public', NO_MESSAGE],
  ['rejects-twice', NO_MESSAGE],
  ['rejects-for-each-refusal', NO_MESSAGE],
  ['responds-in-public', NO_MESSAGE],
  ['responds-for-the-regroup-of-before', UNCARRIED],
  ['affiliates-to-the-wrong-group', TOLD_OF_ONE_GROUP],
  ['refuses-twice', NO_MESSAGE],
  ['refuses-another-regroup', UNCARRIED],
  ['answers-for-the-regroup-of-before', UNCARRIED],
  ['rejects-somebody-else', NO_MESSAGE],
  ['rejects-the-holder', NO_MESSAGE],
  ['rejects-in-another-name', NO_MESSAGE],
  ['rejects-after-the-return', NO_MESSAGE],
  ['responds-twice', NO_MESSAGE],
  ['responds-after-the-reject', NO_MESSAGE],
  ['responds-in-another-name', UNCARRIED],
  ['refuses-and-agrees', NO_MESSAGE],
  ['acknowledges-anonymously', NO_MESSAGE],
  ['acknowledges-twice', NO_MESSAGE],
  ['confirms-the-end-twice', NO_MESSAGE],
  ['partner-confirms-the-end-twice', NO_MESSAGE],
  ['confirms-having-heard-twice', NO_MESSAGE],
  ['acknowledges-the-configuration-group', NO_MESSAGE],
  ['answers-for-another-regroup', UNCARRIED],
  ['asks-clients-half-a-question', UNCARRIED],
  ['distributes-to-nobody-in-particular', UNCARRIED],
  ['primary-gms-asks-clients', ONE_FOR_EACH],
  ['partner-gms-asks-clients', ONE_FOR_EACH],
  [
    'refuses-without-a-reason',
    'a final response without a warning is well formed; that it gives no reason is found by STEP-6-e, of which it is not the mutant',
  ],
  ['regroups-into-the-configuration-group', NOT_BROUGHT_ABOUT],
  ['assigns-a-listed-group', NOT_BROUGHT_ABOUT],
  [
    'asks-in-another-name',
    'by SIP the user who is asked is told by the Request-URI alone: another name is another addressee, which STEP-7-a finds',
  ],
  ['forgets-at-the-next-regroup', LATER],
  ['partner-forgets-at-the-next-regroup', LATER],
  ['responds-to-each-answer', ANSWERED_ONCE],
  ['counts-answers', ANSWERED_ONCE],
  ['tells-clients-of-each-other', UNCARRIED],
  ['affiliates-visitors', TOLD_OF_ONE_GROUP],
  ['asks-from-nowhere', NO_SENDER],
  ['affiliates-who-comes-from-elsewhere', TOLD_OF_ONE_GROUP],
  ['affiliates-to-what-is-lent', TOLD_OF_ONE_GROUP],
  ['frees-what-it-repeats', FETCHED],
  ['partner-gms-frees-what-it-repeats', FETCHED],
  ['rejects-briefly', OF_A_TRANSACTION],
  ['tells-the-partner-the-given-identity', NOT_BROUGHT_ABOUT],
  ['assigns-the-configuration-group', NOT_BROUGHT_ABOUT],
  ['responds-only-to-given-identities', NAMED],
  ['asks-only-with-an-identity', NAMED],
  ['responds-again-when-cancelled', NO_MESSAGE],
  ['answers-whoever-asked-first', NO_MESSAGE],
  ['confuses-regroups', TOGETHER],
  ['confirms-half-a-subscription', WHOLE],
  ['states-criteria-beside-groups', UNCARRIED],
  ['asks-again-when-authorized', ON_A_RETURN],
  ['affiliates-all-but-the-last', TOLD_OF_ONE_GROUP],
  ['asks-whoever-acknowledges-again', ON_AN_ACKNOWLEDGEMENT],
  ['partner-gms-confirms-half-a-subscription', WHOLE],
  ['partner-gms-answers', NO_MESSAGE],
  ['tells-only-of-unicast', UNICAST],
  ['acknowledges-a-cancellation-so', NO_MESSAGE],
  ['repeats-its-multicast', UNICAST],
  ['asks-all-with-one-body', UNICAST],
  ['asks-the-partner-in-another-name', UNCARRIED],
  ['answers-in-a-strangers-name', UNCARRIED],
  ['answers-for-somebody-unknown', UNCARRIED],
  ['answers-in-the-name-of-the-regroup-group', UNCARRIED],
  ['renames-in-the-reject', OF_A_TRANSACTION],
  ['answers-every-system', NO_MESSAGE],
  ['rejects-at-the-holder', NO_MESSAGE],
  ['partner-tells-of-a-cancellation-refused', NOBODY_LOOKS],
]);
