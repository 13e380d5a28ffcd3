@clause:10.15.3.3.1
Feature: Step 4b - the primary MC service server returns the request

  The request return says whether the regroup is authorized and, if it is, which
  identity the regroup group has. A negative one is the end of the procedure.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Dan                |

  Rule: The request return tells whether the regroup is authorized

    @tp:PGR_PSRV_BV_13 @req:STEP-4b-1 @req:STEP-4b-2
    Scenario: An authorized requester is told so once
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized

    @tp:PGR_PSRV_BI_17 @req:STEP-4b-1 @req:STEP-4b-2
    Scenario: A requester who is not authorized is told so once
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system
      And no group is regrouped

  Rule: The request return carries the regroup group identity if, and only if, the regroup is authorized

    @tp:PGR_PSRV_BV_14 @req:STEP-4b-3 @req:STEP-3-i @needs:proposed-identity
    Scenario: The returned identity is the one that the request gave
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is Joint-9

    @tp:PGR_PSRV_BV_15 @req:STEP-4b-3 @req:STEP-3-g
    Scenario: The returned identity is one that the server has chosen
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-2 and Med-8
      Then Ana receives a preconfigured regroup request return: authorized
      And Dan is affiliated to the regroup group

    @tp:PGR_PSRV_BV_42 @req:STEP-3-g @req:INV-3
    Scenario: Two regroups are assigned two identities
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      And Ana initiates a preconfigured regroup of Fire-2 and Med-8
      Then Ana receives a preconfigured regroup request return: authorized
      And Dan is affiliated to the regroup group
      And Ben is not affiliated to the regroup group

    @tp:PGR_PSRV_BI_18 @req:STEP-4b-4
    Scenario: A negative request return carries no identity though the request gave one
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Med-7 and Med-8 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system
      And no group is regrouped

  Rule: Without authorization MC service client 1 does not go on

    @tp:PGR_CL1_BI_01 @req:STEP-4b-5
    Scenario: A client that is not authorized lets the regroup rest
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And Ana proceeds no further

    @tp:PGR_CL1_BI_02 @req:STEP-4b-5
    Scenario: A client that is not authorized and gave no identity lets the regroup rest
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup request return: not authorized
      And Ana proceeds no further

  Rule: Without authorization the procedure ends

    @tp:PGR_PSRV_BI_19 @req:STEP-4b-6 @req:STEP-5-e
    Scenario: After a negative request return the partner MC system hears nothing
      Given Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And Ana receives nothing more
      And the partner MC service server receives no preconfigured regroup request
      And Ben is not told of the regrouping
      And no group is regrouped

    @tp:PGR_PSRV_BI_20 @req:STEP-4b-1 @req:STEP-4b-6 @needs:authorization-first
    Scenario: Authorization is decided before the state of the groups is
      Given Ivo has regrouped Fire-1 into Joint-8
      And Ana may not initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system
      And no group is regrouped

  Rule: The request return precedes step 5 and fixes the regroup group identity for all later steps

    @tp:PGR_PSRV_TI_01 @req:STEP-4b-7 @req:INV-7
    Scenario: The requester is answered before the partner is asked
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the steps follow each other in this order:
        | step | from           | to             |
        | 2    | Ana            | primary server |
        | 4b   | primary server | Ana            |
        | 5    | primary server | partner server |

    @tp:PGR_PSRV_BV_16 @req:STEP-4b-8 @req:STEP-5-d @req:INV-1
    Scenario: An assigned identity is used in every later step
      Given Ana may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ben receives a preconfigured regroup request
      And Ben is affiliated to the regroup group
      And Ana receives a preconfigured regroup response
