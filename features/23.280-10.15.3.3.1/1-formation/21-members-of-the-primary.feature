@clause:10.15.3.3.1
Feature: After the procedure - members who are served in the primary MC system

  The primary asks its own members as the partner asks the others, and what holds of
  the part of a client after the procedure holds of theirs.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Eve           | Finn          |
      | Med-7  | partner        | Ben, Eve           |               |
    And Ana may initiate a preconfigured regroup
    And Ana has regrouped Fire-1 and Med-7 into Joint-9

  Rule: A client takes part until it is affiliated to none of the regrouped groups

    @tp:PGR_PSRV_BV_58 @req:POST-2a
    Scenario: A member of the primary MC system who leaves one of two regrouped groups stays in the regroup
      When Eve ceases to be affiliated to Med-7
      Then Eve is affiliated to the regroup group
      And Eve is not told of the cancellation

  Rule: A client that is affiliated to none of the regrouped groups any more takes no part

    @tp:PGR_PSRV_BV_88 @req:POST-2b
    Scenario: A member of the primary MC system who has left stays out when another joins
      When Eve ceases to be affiliated to Fire-1 and Med-7
      And Finn affiliates to Fire-1
      Then Eve is not affiliated to the regroup group
      And the regroup is in force
