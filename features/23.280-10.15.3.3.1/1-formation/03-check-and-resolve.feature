@clause:10.15.3.3.1
Feature: Step 3 - the primary MC service server checks the request and resolves the groups

  Authorization comes first. Then the server finds out where the groups are homed,
  whom it must ask, and which identity the regroup group gets.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Eve                | Finn          |
      | Fire-2 | primary        | Ivo                |               |
      | Med-7  | partner        | Ben                |               |
      | Med-8  | partner        | Dan                |               |

  Rule: The server checks that MC service client 1 is authorized to initiate

    @tp:PGR_PSRV_BV_05 @req:STEP-3-a @req:STEP-4b-2
    Scenario: An authorized user's request is taken up
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And the partner MC service server receives a preconfigured regroup request

    @tp:PGR_PSRV_BI_01 @req:STEP-3-a @req:STEP-4b-2 @req:STEP-4b-6
    Scenario: A user without the permission is refused
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system
      And no group is regrouped

    @tp:PGR_PSRV_BI_02 @req:STEP-3-a @req:STEP-4b-6
    Scenario: Being affiliated to a listed group gives no permission to regroup it
      Given Eve may not initiate a preconfigured regroup
      When Eve initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Eve receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system
      And no group is regrouped

  Rule: The server finds the group home systems of the listed groups

    @tp:PGR_PSRV_BV_06 @req:STEP-3-b @req:STEP-3-d @req:STEP-5-a
    Scenario: Groups of both MC systems are told apart
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_07 @req:STEP-3-b @req:STEP-3-d
    Scenario: Several groups lead to the same partner MC system
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Med-7 and Med-8 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: The server checks which members are affiliated to the listed groups homed in the primary MC system

    @tp:PGR_PSRV_BV_08 @req:STEP-3-c @req:NOTE-2 @req:INV-5
    Scenario: A member of a primary-homed group who is not affiliated is left alone
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Finn receives no preconfigured regroup request
      And Finn is not affiliated to the regroup group
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_09 @req:STEP-3-c @req:NOTE-2
    Scenario: A member affiliated to a primary-homed group that is not listed is left alone
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ivo receives no preconfigured regroup request
      And Ivo is not affiliated to the regroup group

  Rule: The server assigns a regroup group identity where none is given or the given one is not accepted

    @tp:PGR_PSRV_BV_10 @req:STEP-3-g @req:STEP-4b-3 @req:INV-3
    Scenario: An identity is assigned when the request gives none
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben is affiliated to the regroup group

    @tp:PGR_PSRV_BV_11 @req:STEP-3-i @req:INV-1 @req:INV-3 @needs:proposed-identity
    Scenario: A free identity that the request gives is used
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is Joint-8

    @tp:PGR_PSRV_BI_03 @req:STEP-3-h @req:STEP-4b-3 @req:INV-3
    Scenario: An identity that belongs to an ordinary group is replaced
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Fire-2
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Fire-2
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_04 @req:STEP-3-h @req:INV-3
    Scenario: An identity that belongs to the group lending its configuration is replaced
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Crisis-0
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Crisis-0
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_05 @req:STEP-3-h @req:INV-3
    Scenario: An identity that belongs to a listed group is replaced
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Fire-1
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Fire-1
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_06 @req:STEP-3-j @req:STEP-4b-4
    Scenario: No identity is assigned to a request that is not authorized
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system
      And no group is regrouped
