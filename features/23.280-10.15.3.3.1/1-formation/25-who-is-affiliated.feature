@clause:10.15.3.3.1
Feature: Who is affiliated - what a user asked for before, and in which order

  Affiliation is a state and no count, it is of each listed group by itself, and it lasts
  until the user or the service ends it.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana                |               |
      | Med-7  | partner        | Ben                | Cleo          |
      | Med-8  | partner        |                    | Gil           |
    And Ana may initiate a preconfigured regroup

  Rule: Who has left a group is not affiliated to it, however often it was asked for

    @tp:PGR_QSRV_BI_21 @req:NOTE-2
    Scenario: A member affiliates twice and leaves once
      When Cleo affiliates to Med-7
      And Cleo affiliates to Med-7
      And Cleo ceases to be affiliated to Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Cleo receives no preconfigured regroup request
      And Cleo is not affiliated to the regroup group

  Rule: Of several groups that a user asks for, one that its home refuses is none of the user's

    @tp:PGR_QSRV_BI_22 @req:NOTE-2
    Scenario: A group of the primary MC system is refused, and one of the partner is not
      When Gil affiliates to Fire-1 and Med-8
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Gil receives no preconfigured regroup request
      And Gil is not affiliated to the regroup group

  Rule: An affiliation outlasts a second request for MC service

    @tp:PGR_QSRV_BV_63 @req:STEP-6-d @req:STEP-7-a
    Scenario: A member in service asks for it once more
      When Ben logs on again
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Ben is affiliated to the regroup group

  Rule: A list of groups makes nobody a member of all of them

    @tp:PGR_QSRV_BI_99 @req:NOTE-2
    Scenario: Users ask for two groups at once, and each is a member of one of them
      Given these MC service groups:
        | group  | home MC system | affiliated members | other members |
        | Fire-2 | primary        |                    | Eve           |
      When Gil affiliates to Med-7 and Med-8
      And Eve affiliates to Fire-1 and Fire-2
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Gil and Eve receive no preconfigured regroup request
      And Gil and Eve are not affiliated to the regroup group
