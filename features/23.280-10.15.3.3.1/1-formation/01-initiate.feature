@clause:10.15.3.3.1
Feature: Step 1 - the user of MC service client 1 initiates the regroup

  The user names the groups to be regrouped, the group that lends its
  configuration and, if there is one at hand, an identity for the regroup group.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana                | Finn          |
      | Fire-2 | primary        | Eve                | Ana           |
      | Med-7  | partner        | Ben                |               |
      | Med-8  | partner        | Dan                |               |
    And Ana may initiate a preconfigured regroup

  Rule: The request names the groups to be regrouped

    @tp:PGR_CL1_BV_02 @req:STEP-1-a @req:STEP-1-b
    Scenario: One group of each MC system is named
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the primary MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_CL1_BV_03 @req:STEP-1-b @req:STEP-5-c
    Scenario: Several groups of both MC systems are named
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2, Med-7 and Med-8 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_CL1_BV_04 @req:STEP-1-b @req:STEP-3-d
    Scenario: Only a group of the partner MC system is named
      When Ana initiates a preconfigured regroup of Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And Ben receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: The request names the regroup group only if its identity is available

    @tp:PGR_CL1_BV_05 @req:STEP-1-c @req:STEP-3-i @needs:proposed-identity
    Scenario: The user has an identity for the regroup group
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is Joint-9

    @tp:PGR_CL1_BV_06 @req:STEP-1-c @req:STEP-3-g
    Scenario: The user has no identity for the regroup group
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

  Rule: The request names the group that lends its configuration

    @tp:PGR_CL1_BV_07 @req:STEP-1-d @req:INV-2 @needs:shared-configuration
    Scenario: The usual preconfigured group lends its configuration
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9 with the configuration of Crisis-0
      Then Ben receives a preconfigured regroup request
      And Ben has the configuration and the key reference of Crisis-0

    @tp:PGR_CL1_BV_08 @req:STEP-1-d @req:STEP-5-d @req:INV-2 @needs:shared-configuration
    Scenario: Another preconfigured group lends its configuration
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9 with the configuration of Crisis-1
      Then Ben receives a preconfigured regroup request
      And Ben has the configuration and the key reference of Crisis-1

  Rule: The requester need be neither a member of the listed groups nor affiliated to one

    @tp:PGR_PSRV_BV_02 @req:NOTE-1a @req:NOTE-1b @req:STEP-3-a @req:POST-2b
    Scenario: A requester who is a member of no listed group
      Given Ivo may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ivo receives a preconfigured regroup request return: authorized
      And Ivo receives a preconfigured regroup response
      And Ivo is not affiliated to the regroup group

    @tp:PGR_PSRV_BV_03 @req:NOTE-1b @req:STEP-3-a
    Scenario: A requester who is a member of a listed group but not affiliated to it
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      And Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response
      And Ana is not affiliated to the regroup group

    @tp:PGR_PSRV_BV_04 @req:STEP-3-a @req:STEP-4b-2
    Scenario: A requester who is an affiliated member of a listed group
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response
