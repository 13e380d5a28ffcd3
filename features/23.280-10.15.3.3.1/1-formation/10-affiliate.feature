@clause:10.15.3.3.1
Feature: Step 10 - the partner MC service server affiliates the regrouped clients

  Whoever was asked is affiliated to the regroup group by the partner; an
  acknowledgement is not a condition for it.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Dan                |               |
      | Med-7  | partner        | Ben                | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup

  Rule: The partner affiliates the regrouped clients to the regroup group

    @tp:PGR_QSRV_BV_20 @req:STEP-10-a
    Scenario: A regrouped client is affiliated to the regroup group
      When Ana initiates a preconfigured regroup of Med-7 into Joint-9
      Then Ben is affiliated to the regroup group

    @tp:PGR_QSRV_BV_21 @req:STEP-10-a @req:STEP-10-c
    Scenario: All regrouped clients are affiliated to the regroup group
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then Ben, Dan and Gil are affiliated to the regroup group

    @tp:PGR_QSRV_BV_22 @req:STEP-10-a @req:STEP-4b-8
    Scenario: The regrouped clients are affiliated under the identity that was assigned
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ben and Dan are affiliated to the regroup group

    @tp:PGR_QSRV_BV_23 @req:STEP-10-a @req:NOTE-2
    Scenario: A member who was not asked is not affiliated to the regroup group
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben is affiliated to the regroup group
      And Cleo and Gil are not affiliated to the regroup group

  Rule: Affiliation does not wait for an acknowledgement

    @tp:PGR_QSRV_BV_24 @req:STEP-10-b
    Scenario: A client that does not acknowledge is affiliated all the same
      Given Dan does not acknowledge regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_25 @req:STEP-10-b @req:STEP-10-c @needs:multicast
    Scenario: Clients asked by multicast are affiliated without an acknowledgement
      Given the partner MC system sends regroup requests by multicast
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
