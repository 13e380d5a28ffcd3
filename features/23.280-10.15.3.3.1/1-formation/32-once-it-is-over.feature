@clause:10.15.3.3.1
Feature: Once it is over - what a regroup that has ended leaves behind

  What was asked for one regroup holds for that one alone, and nobody is asked for a
  regroup that is over.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan, Eve      | Finn          |
      | Med-7  | partner        | Ben                |               |
    And Ana may initiate a preconfigured regroup
    And Ana has regrouped Fire-1 and Med-7 into Joint-9

  Rule: Each regroup has the configuration that its requester names

    @tp:PGR_QSRV_BV_84 @req:INV-2 @req:STEP-7-a
    Scenario: The same groups are regrouped again with another preconfigured group
      When Ana cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8 with the configuration of Crisis-1
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: Nobody is asked for a regroup that is over

    @tp:PGR_PSRV_BI_59 @req:WIRE-2
    Scenario: A member whom the primary serves affiliates after the cancellation
      When Ana cancels the regroup
      And Finn affiliates to Fire-1
      Then Finn receives no preconfigured regroup request
      And Finn is not told of the regrouping
