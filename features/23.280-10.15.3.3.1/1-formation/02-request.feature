@clause:10.15.3.3.1
Feature: Step 2 - MC service client 1 sends the preconfigured regroup request

  One act of the user becomes one request, and the request goes to the MC service
  server of the primary MC system, wherever the groups are homed.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Dan                |
    And Ana may initiate a preconfigured regroup

  Rule: The request goes to the MC service server of the primary MC system

    @tp:PGR_CL1_BV_09 @req:STEP-2-a @req:STEP-1-a
    Scenario: One act of the user becomes one request
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the primary MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup request return: authorized

    @tp:PGR_CL1_BV_10 @req:STEP-2-a @req:STEP-2-b
    Scenario: The request stays with the primary MC system though every listed group is homed in the partner
      When Ana initiates a preconfigured regroup of Med-7 and Med-8 into Joint-9
      Then the primary MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

    @tp:PGR_CL1_BV_11 @req:STEP-2-a @req:STEP-2-b @req:STEP-4a-6
    Scenario: A second regroup of other groups is requested in the same way
      Given Ana has regrouped Fire-2 and Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the primary MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup request return: authorized

  Rule: The request states its participants in one way only, by the list of groups

    @tp:PGR_CL1_BV_12 @req:STEP-2-c
    Scenario: The request states its participants by a list of groups
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2 and Med-7 into Joint-9
      Then the primary MC service server receives a preconfigured regroup request
      And Ben receives a preconfigured regroup request

    @tp:PGR_CL1_BV_13 @req:STEP-2-c @req:STEP-1-c
    Scenario: The list of groups is stated when no regroup group is named
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8
      Then the primary MC service server receives a preconfigured regroup request
      And Dan receives a preconfigured regroup request
