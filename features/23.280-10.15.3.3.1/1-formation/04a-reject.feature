@clause:10.15.3.3.1
Feature: Step 4a - a group is already regrouped

  The primary MC service server rejects a regroup that names a group which another
  regrouping holds, tells the requester why, and leaves the earlier regrouping alone.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Dan                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: A listed group that any mechanism has regrouped makes the server reject the request

    @tp:PGR_PSRV_BI_07 @req:STEP-3-f @req:STEP-4a-1 @req:STEP-4a-3 @req:STEP-4a-5
    Scenario: A listed group is held by an earlier preconfigured regroup
      Given Ivo has regrouped Fire-1 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PSRV_BI_08 @req:STEP-3-f @req:STEP-4a-1 @req:STEP-4a-3 @needs:temporary-group
    Scenario: A listed group is part of a temporary group made in the group management server
      Given Fire-1 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PGMS_BV_03 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: The group management server tells its server of a temporary group of two groups
      Given Fire-1 and Fire-2 are in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PSRV_BI_09 @req:STEP-3-f @req:STEP-4a-1
    Scenario: One of several listed groups is already regrouped
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2, Med-7 and Med-8 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PSRV_BI_10 @req:STEP-3-f @req:STEP-4a-1 @req:STEP-4a-5
    Scenario: A listed group is held by a regroup that the requester has formed
      Given Ana has regrouped Fire-1 and Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And Dan is not told of the regrouping

    @tp:PGR_PSRV_BI_11 @req:STEP-3-f @req:STEP-4a-1 @req:STEP-4a-3
    Scenario: A primary-homed group is held by a regroup that a user of the partner MC system has formed
      Given Jan has regrouped Fire-2 and Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And Ben is not told of the regrouping

  Rule: The regroup group itself counts among the groups that must not be regrouped

    @tp:PGR_PSRV_BI_12 @req:STEP-4a-2 @req:STEP-4a-3 @req:STEP-4a-5 @needs:proposed-identity
    Scenario: The given regroup group is a regroup group in force
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PSRV_BI_13 @req:STEP-4a-2 @req:STEP-4a-3 @needs:proposed-identity
    Scenario: The given regroup group is a group that a preconfigured regroup holds
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Fire-2
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PSRV_BI_14 @req:STEP-4a-2 @needs:temporary-group @needs:proposed-identity
    Scenario: The given regroup group is part of a temporary group
      Given Fire-2 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Fire-2
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

  Rule: The reject ends the procedure and concerns the requester alone

    @tp:PGR_PSRV_BI_15 @req:STEP-4a-4 @req:STEP-4a-5 @req:STEP-5-e
    Scenario: After the reject nobody else hears of the request
      Given Ivo has regrouped Fire-1 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ana receives nothing more
      And the partner MC service server receives no preconfigured regroup request
      And Ben is not told of the regrouping
      And no group is regrouped

    @tp:PGR_PSRV_BI_16 @req:STEP-4a-5 @req:INV-4
    Scenario: A request without a regroup group is rejected in the same way
      Given Ivo has regrouped Fire-1 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And no group is regrouped

  Rule: No request is rejected while the groups that it names are free

    @tp:PGR_PSRV_BV_12 @req:STEP-4a-6 @req:INV-4
    Scenario: A regroup of other groups stands in nobody's way
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response
