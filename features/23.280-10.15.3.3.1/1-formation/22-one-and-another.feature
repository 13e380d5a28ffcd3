@clause:10.15.3.3.1
Feature: One and another - what one regroup, identity or requester changes for no other

  A server that keeps what it knows under the wrong name does well as long as there is
  one of each.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Ben           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben, Dan           |
      | Med-8  | partner        | Ben, Dan, Gil      |
    And Ivo may initiate a preconfigured regroup

  Rule: Each requester has an authorization of its own

    @tp:PGR_PSRV_BI_43 @req:STEP-3-a @req:STEP-4b-1 @req:STEP-4b-6
    Scenario: Who may not is not authorized because somebody else was
      Given Ivo has regrouped Fire-2 and Med-8 into Joint-8
      And Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system

  Rule: An identity that is free again is as good as new

    @tp:PGR_QSRV_BV_54 @req:STEP-7-b @req:INV-2
    Scenario: It comes with another configuration
      Given Ivo has regrouped Fire-2 and Med-8 into Joint-9
      When Ivo cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9 with the configuration of Crisis-1
      Then Ben and Dan receive a preconfigured regroup request
      And Ivo receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_55 @req:STEP-6-a @req:STEP-11-a @needs:second-partner
    Scenario: It comes from another MC system
      Given Hana may initiate a preconfigured regroup
      And these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Hana has regrouped Coast-3 and Med-8 into Joint-9
      When Hana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ivo receives a preconfigured regroup response

  Rule: Requests that list its groups one by one are of one regroup

    @tp:PGR_QSRV_BV_58 @req:STEP-6-b @req:STEP-7-a
    Scenario: The members of each group are asked
      Given the primary MC service server asks its partners for one group at a time
      When Ivo initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then Ben, Dan and Gil receive a preconfigured regroup request
      And Ben, Dan and Gil are affiliated to the regroup group

    @tp:PGR_QSRV_BI_14 @req:STEP-6-a @req:STEP-6-e @needs:second-partner
    Scenario: The group that was asked for last is held
      Given Hana may initiate a preconfigured regroup
      And these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And the primary MC service server asks its partners for one group at a time
      And Ivo has regrouped Fire-1, Med-7 and Med-8 into Joint-8
      When Hana initiates a preconfigured regroup of Coast-3 and Med-8 into Joint-9
      Then Hana receives a preconfigured regroup reject: group already regrouped
      And Hana receives no preconfigured regroup response

    @tp:PGR_QSRV_BI_16 @req:STEP-6-a @req:STEP-6-e @needs:second-partner
    Scenario: The group that was asked for before is held too
      Given Hana may initiate a preconfigured regroup
      And these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And the primary MC service server asks its partners for one group at a time
      And Ivo has regrouped Fire-1, Med-7 and Med-8 into Joint-8
      When Hana initiates a preconfigured regroup of Coast-3 and Med-7 into Joint-9
      Then Hana receives a preconfigured regroup reject: group already regrouped
      And Hana receives no preconfigured regroup response

    @tp:PGR_QSRV_BV_99 @req:POST-2a
    Scenario: A member of the first and the second of three groups leaves the first
      Given the primary MC service server asks its partners for one group at a time
      And Ivo has regrouped Med-7, Med-8 and Fire-1 into Joint-9
      When Dan ceases to be affiliated to Med-7
      Then Dan is affiliated to the regroup group
      And the regroup is in force

  Rule: Who was refused an affiliation is no affiliated member

    @tp:PGR_QSRV_BI_15 @req:NOTE-2
    Scenario: A user of the partner asked for a group of the primary
      When Gil affiliates to Fire-1
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Gil receives no preconfigured regroup request
      And Ben and Dan receive a preconfigured regroup request
      And Gil is not affiliated to the regroup group

  Rule: A client takes part in a regroup whatever else it leaves

    @tp:PGR_QSRV_BV_56 @req:POST-2a
    Scenario: It leaves the groups of another regroup
      Given Ivo has regrouped Fire-1 and Med-7 into Joint-8
      And Ivo has regrouped Fire-2 and Med-8 into Joint-9
      When Ben ceases to be affiliated to Fire-1 and Med-7
      Then Ben is affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_QSRV_BV_57 @req:POST-2a
    Scenario: It leaves a group that is not regrouped
      Given Ivo has regrouped Fire-1 and Med-7 into Joint-9
      When Ben ceases to be affiliated to Med-8
      Then Ben is affiliated to the regroup group
      And the regroup is in force
