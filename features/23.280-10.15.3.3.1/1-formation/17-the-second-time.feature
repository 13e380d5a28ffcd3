@clause:10.15.3.3.1
Feature: The second time - what one regroup must not change for the next

  A server that does well once may go wrong the second time: with another configuration,
  another MC system, a member who is busy, or one who leaves.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Ben           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben, Dan           |
      | Med-8  | partner        | Ben, Dan, Gil      |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: Each regroup takes its configuration from its own request

    @tp:PGR_PSRV_BV_50 @req:STEP-5-d @req:INV-2
    Scenario: A second regroup of one requester takes another configuration
      Given Ana has regrouped Fire-2 and Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9 with the configuration of Crisis-1
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: A member is asked for each regroup of a group to which the member is affiliated

    @tp:PGR_QSRV_BV_47 @req:STEP-6-d @req:STEP-7-a @req:STEP-10-c
    Scenario: Members who take part in one regroup are asked for another
      Given Ana has regrouped Fire-2 and Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ben and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response

  Rule: One regrouped group is enough to take part

    @tp:PGR_QSRV_BV_48 @req:POST-2a
    Scenario: A member who leaves two of three regrouped groups stays in the regroup
      Given Ana has regrouped Fire-1, Med-7 and Med-8 into Joint-9
      When Ben ceases to be affiliated to Fire-1
      And Ben ceases to be affiliated to Med-7
      Then Ben is affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_QSRV_BV_49 @req:POST-2b
    Scenario: A member who leaves takes nobody along who is in the same groups
      Given Ana has regrouped Fire-2, Med-7 and Med-8 into Joint-9
      When Ben ceases to be affiliated to Med-7 and Med-8
      Then Dan and Gil are affiliated to the regroup group
      And Ben is not affiliated to the regroup group

  Rule: A partner answers the MC system that asked it

    @tp:PGR_QSRV_BV_50 @req:STEP-11-a @req:STEP-7-a @needs:second-partner
    Scenario: A user of another MC system than before asks for a regroup
      Given Hana may initiate a preconfigured regroup
      And these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Ana has regrouped Fire-2 and Med-8 into Joint-8
      When Hana initiates a preconfigured regroup of Coast-3 and Med-7
      Then Ben and Dan receive a preconfigured regroup request
      And Hana receives a preconfigured regroup response

  Rule: Who receives MC service again is served as before

    @tp:PGR_QSRV_BV_53 @req:STEP-6-d @req:STEP-7-a
    Scenario: A member who was logged off and is back is asked
      When Dan logs off
      And Dan logs on again
      And Dan affiliates to Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_53 @req:STEP-3-a @req:STEP-4b-2
    Scenario: A requester who was logged off and is back is authorized
      When Ana logs off
      And Ana logs on again
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response
