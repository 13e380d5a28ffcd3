@clause:10.15.3.3.1
Feature: In other words - the same message may be put in several ways

  A message may leave out what need not be said, and it may have more than anybody knows. Whoever
  receives it does as before.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Med-7  | partner        | Ben                |
    And Ana may initiate a preconfigured regroup

  Rule: A request need not say who asks, nor name the groups to a client

    @tp:PGR_QSRV_BV_80 @req:STEP-7-a @req:STEP-11-a
    Scenario: The primary says no more than it must
      Given the primary MC service server says no more than it must
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ben and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response

    @tp:PGR_CL2_BV_80 @req:STEP-8-a
    Scenario: The partner says no more than it must
      Given the partner MC service server says no more than it must
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan are told of the regrouping
      And Ana receives a preconfigured regroup response

  Rule: A refusal need not say whom it refuses

    @tp:PGR_PSRV_BI_80 @req:STEP-6-a @req:STEP-6-e @req:INV-9
    Scenario: A partner that says no more than it must refuses
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Med-7 into Joint-8
      And the partner MC service server says no more than it must
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ana receives no preconfigured regroup response

  Rule: What nobody knows is passed over

    @tp:PGR_QSRV_BV_81 @req:STEP-7-a @req:STEP-11-a
    Scenario: The primary says more than anybody knows
      Given the primary MC service server says more than anybody knows
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_80 @req:STEP-12-a @req:STEP-8-a
    Scenario: The partner says more than anybody knows
      Given the partner MC service server says more than anybody knows
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan are told of the regrouping
      And Ana receives a preconfigured regroup response

  Rule: A host that is written in capitals is the same host

    @tp:PGR_QSRV_BV_82 @req:STEP-7-a @req:STEP-11-a @req:NOTE-2
    Scenario: The primary writes hosts in capitals
      Given the primary MC service server writes hosts in capitals
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_BV_81 @req:STEP-12-a @req:STEP-8-a
    Scenario: The partner writes hosts in capitals
      Given the partner MC service server writes hosts in capitals
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan are told of the regrouping
      And Ana receives a preconfigured regroup response
      And the regroup is in force

  Rule: An acknowledgement may come when everything is over

    @tp:PGR_QSRV_BV_83 @req:STEP-11-a @req:STEP-12-a
    Scenario: A member acknowledges late
      Given Ben acknowledges regroup requests late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup response
      And Ben is affiliated to the regroup group
