// Regroups that are called off while they are formed. Nobody may be accused for it.

import { ANA, BEN, DAN, IVO, JOINT, server } from '../cast';
import { FLOW } from '../flow-names';
import { asksPartners, partnersAnswer, passesOn, regroups, rejects, requests, returns } from '../formation';
import { freedom, type Freedom } from './usual';
import {
  during,
  latest,
  arrives,
  isLost,
  cancelsAt,
  asksToCancel,
  confirmsCancel,
  confirmsCancelTo,
  asksOnly,
} from './under-way';

export const FREEDOMS_CALLED_OFF: readonly Freedom[] = [
  freedom(
    'a cancellation between steps 4b and 5, after which no partner is asked',
    during((t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      asksToCancel(t);
      confirmsCancelTo(t, ANA, 'success');
    }, []),
  ),
  freedom(
    'a cancellation before step 11 that does not reach the partner, so that it fails and nothing is formed',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      isLost(t, FLOW.cancelPartner, 'primary-server');
      confirmsCancelTo(t, ANA, 'failure');
      partnersAnswer(t, wish);
    }, []),
  ),
  freedom(
    'a cancellation before step 12, after which there is none (A-32)',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'a cancellation at the partner between its requests and step 10 (A-32)',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksOnly(t, [BEN, DAN], wish);
      asksToCancel(t);
      cancelsAt(t);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'a cancellation that overtakes step 5 (A-32)',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      confirmsCancel(t, []);
    }, []),
  ),
  freedom(
    'a cancellation that was sent before the request and is heard after it, by another user and before step 12 (A-32)',
    during((t, wish) => {
      t.stimulus();
      asksToCancel(t, IVO);
      const early = latest(t, FLOW.cancel);
      requests(t, wish);
      arrives(t, latest(t, FLOW.step2), 'primary-server');
      returns(t, wish);
      asksPartners(t, wish);
      arrives(t, early, 'primary-server');
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN], IVO);
    }, []),
  ),
  freedom(
    'a cancellation that is refused before the request is heard, and another before step 12 (A-32)',
    during((t, wish) => {
      t.stimulus();
      asksToCancel(t);
      arrives(t, latest(t, FLOW.cancel), 'primary-server');
      requests(t, wish);
      t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), ANA, {
        mcServiceId: ANA,
        regroupGroupId: JOINT,
        result: 'failure',
      });
      arrives(t, latest(t, FLOW.step2), 'primary-server');
      returns(t, wish);
      asksPartners(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'a cancellation behind two requests of one identity, the first of which is taken and the second rejected (A-32)',
    during((t, wish) => {
      t.stimulus();
      requests(t, wish);
      requests(t, wish);
      asksToCancel(t);
      returns(t, wish);
      asksPartners(t, wish);
      rejects(t, wish);
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'another user who cancels and is obeyed (A-36)',
    during((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      asksToCancel(t, IVO);
      cancelsAt(t);
      confirmsCancel(t, [BEN, DAN], IVO);
    }, []),
  ),
  freedom(
    'another user who asks to cancel and is refused (A-36)',
    during(
      (t, wish) => {
        regroups(t, wish);
        t.stimulus();
        asksToCancel(t, IVO);
        t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), IVO, {
          mcServiceId: IVO,
          regroupGroupId: JOINT,
          result: 'failure',
        });
      },
      [JOINT],
    ),
  ),
];
