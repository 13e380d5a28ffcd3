// The whole mapping of stage 2 to stage 3: each information flow, and each of its elements, with its place and the clause.

import type { FlowId } from '../../../procedure/flows';
import { GROUP_PLACES } from './group-places';
import type { PlacesOf } from './place';
import { REGROUP_PLACES } from './regroup-places';
import { SERVICE_PLACES } from './service-places';

export const PLACES: PlacesOf<FlowId> = { ...REGROUP_PLACES, ...SERVICE_PLACES, ...GROUP_PLACES };
