@clause:10.15.3.3.1
Feature: Step 11 - the partner MC service server answers the primary

  Once its clients are affiliated the partner answers the server that asked.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup

  Rule: The partner sends a preconfigured regroup response to the primary MC service server

    @tp:PGR_QSRV_BV_26 @req:STEP-11-a
    Scenario: The partner answers the primary MC service server
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup response
      And the primary MC service server receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_27 @req:STEP-11-a @req:STEP-12-a
    Scenario: The partner answers for all of its listed groups
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup response
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_28 @req:STEP-11-a @req:STEP-4b-8
    Scenario: The partner answers under the identity that was assigned
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then the partner MC service server answers with a preconfigured regroup response
      And Ana receives a preconfigured regroup response

  Rule: The partner answers after it has affiliated its clients

    @tp:PGR_QSRV_TI_02 @req:STEP-11-b @req:INV-7
    Scenario: The members are asked before the primary is answered
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the steps follow each other in this order:
        | step | from           | to             |
        | 5    | primary server | partner server |
        | 7    | partner server | Ben            |
        | 11   | partner server | primary server |
      And Ben is affiliated to the regroup group

    @tp:PGR_QSRV_TI_03 @req:STEP-11-b @req:STEP-10-b
    Scenario: The answer waits for no acknowledgement
      Given Gil does not acknowledge regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup response
      And Gil is affiliated to the regroup group

  Rule: The partner answers with a refusal whichever of its groups is regrouped

    @tp:PGR_QSRV_BI_07 @req:STEP-6-a @req:STEP-6-e
    Scenario: The last of two listed partner-homed groups is held by an earlier preconfigured regroup
      Given Jan has regrouped Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the partner MC system
