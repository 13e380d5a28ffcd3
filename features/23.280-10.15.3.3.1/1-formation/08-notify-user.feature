@clause:10.15.3.3.1
Feature: Step 8 - MC service client 2 notifies its user

  A client that is asked tells its user that the group is regrouped. No message shows
  it, so the client's control is asked.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana                |               |
      | Med-7  | partner        | Ben, Dan           | Cleo          |
    And Ana may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: The user of a client that is asked is told of the regrouping

    @tp:PGR_CL2_BV_03 @req:STEP-8-a
    Scenario: A member is told of the regrouping
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben is told of the regrouping

    @tp:PGR_CL2_BV_04 @req:STEP-8-a
    Scenario: Every member who is asked is told of the regrouping
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ben and Dan are told of the regrouping
      And Cleo is not told of the regrouping

    @tp:PGR_CL2_BV_05 @req:STEP-8-a @needs:multicast
    Scenario: A member who is asked by multicast is told of the regrouping
      Given the partner MC system sends regroup requests by multicast
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben is told of the regrouping

    @tp:PGR_CL2_BV_06 @req:STEP-8-a
    Scenario: A client that does not acknowledge still tells its user
      Given Ben does not acknowledge regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben is told of the regrouping

  Rule: Nobody is told of a regrouping that does not come about

    @tp:PGR_QSRV_BI_03 @req:STEP-6-a @req:STEP-6-e
    Scenario: No member is told when the partner refuses
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ben and Dan are not told of the regrouping
      And no group is regrouped
