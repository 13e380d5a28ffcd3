@clause:10.15.3.3.1
Feature: After the procedure - the regroup stays until it is cancelled

  A formed regroup is in effect until somebody cancels it; a client takes part until
  it is affiliated to none of the regrouped groups.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Dan           | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Ana has regrouped Fire-1 and Med-7 into Joint-9

  Rule: The regroup remains in effect until it is explicitly cancelled

    @tp:PGR_PSRV_BV_30 @req:POST-1
    Scenario: The regroup is still in force a day later
      When 24 hours pass
      Then the regroup is in force
      And Ben and Dan are affiliated to the regroup group

    @tp:PGR_PSRV_BI_23 @req:POST-1 @req:STEP-4a-1
    Scenario: A regrouped group is refused to another requester
      When Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BI_24 @req:POST-1 @req:STEP-4a-1
    Scenario: A regrouped group is refused to another requester a week later
      When 168 hours pass
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BV_31 @req:POST-1
    Scenario: The regroup outlives the session of its requester
      When Ana logs off
      Then the regroup is in force
      And Ben is affiliated to the regroup group

    @tp:PGR_QSRV_BV_29 @req:POST-1
    Scenario: The regroup outlives the session of a member
      When Ben logs off
      Then the regroup is in force
      And Dan is affiliated to the regroup group

    @tp:PGR_PSRV_BI_26 @req:POST-1 @req:STEP-4a-1
    Scenario: A regroup of other groups that is formed later changes nothing
      Given Ana has regrouped Fire-2 and Med-8 into Joint-8
      When Ivo initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

  Rule: A client takes part until it is affiliated to none of the regrouped groups

    @tp:PGR_QSRV_BV_30 @req:POST-2a
    Scenario: A member who leaves one of two regrouped groups stays in the regroup
      When Dan ceases to be affiliated to Med-7
      Then Dan is affiliated to the regroup group
      And Dan is not told of the cancellation

    @tp:PGR_QSRV_BV_31 @req:POST-2a
    Scenario: A member who leaves the primary-homed one of two regrouped groups stays in the regroup
      When Dan ceases to be affiliated to Fire-1
      Then Dan is affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_QSRV_BV_32 @req:POST-2b
    Scenario: A member who leaves the only regrouped group is out of the regroup
      When Ben ceases to be affiliated to Med-7
      Then Ben is not affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_QSRV_BV_33 @req:POST-2b
    Scenario: A member who leaves both regrouped groups is out of the regroup
      When Dan ceases to be affiliated to Fire-1 and Med-7
      Then Dan is not affiliated to the regroup group
      And Ben is affiliated to the regroup group
