@clause:10.15.3.3.1
Feature: Between the steps - what others do while a regroup is being formed

  A partner may take its time. Meanwhile users come, go and ask for regroups of their
  own; none of that changes what the steps owe.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: Several regroups that share no group are formed side by side

    @tp:PGR_PSRV_TI_08 @req:STEP-4a-6 @req:STEP-12-a @req:INV-1 @req:INV-4
    Scenario: Two users regroup different groups at the same time
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 while Ivo initiates one of Fire-2 and Med-8
      Then Ana receives a preconfigured regroup response
      And Ivo receives a preconfigured regroup response

    @tp:PGR_PSRV_TI_09 @req:STEP-4a-6 @req:STEP-12-a @req:INV-1
    Scenario: Another user regroups different groups before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Ana receives a preconfigured regroup response
      And Ivo receives a preconfigured regroup response

  Rule: Of two regroups that share a group at most one is formed

    @tp:PGR_PSRV_TI_10 @req:INV-8
    Scenario: Two users share only a primary-homed group at the same time
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 while Ivo initiates one of Fire-1 and Med-8
      Then only one of Ana and Ivo receives a preconfigured regroup response

    @tp:PGR_PSRV_TI_11 @req:STEP-12-a
    Scenario: Another user asks for a primary-homed group before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then only one of Ana and Ivo receives a preconfigured regroup response

    @tp:PGR_PSRV_TI_12 @req:STEP-12-a
    Scenario: The requester asks for the same group again before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ana receives a preconfigured regroup response

  Rule: What users do meanwhile does not undo the regroup

    @tp:PGR_PSRV_TI_13 @req:STEP-12-a
    Scenario: The requester leaves a listed group before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana ceases to be affiliated to Fire-1
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_TI_14 @req:STEP-12-a @req:STEP-3-c
    Scenario: A member in the primary MC system logs off before the partner has answered
      Given the partner MC service server answers late
      When Eve affiliates to Fire-1
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Eve logs off
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_QSRV_TI_05 @req:POST-2b @req:STEP-12-a
    Scenario: A member in the partner MC system leaves before the requester is told
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ben ceases to be affiliated to Med-7
      Then Ana receives a preconfigured regroup response
      And Ben is not affiliated to the regroup group

    @tp:PGR_QSRV_TI_06 @req:POST-2b @req:STEP-12-a
    Scenario: A member in the partner MC system logs off before the requester is told
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ben logs off
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

  Rule: A refusal counts whenever it comes

    @tp:PGR_PSRV_TI_17 @req:INV-9 @needs:second-partner
    Scenario: The refusal of one partner MC system follows the consent of another
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Hana may initiate a preconfigured regroup
      And Hana has regrouped Coast-3 into Joint-8
      And the second partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ana receives no preconfigured regroup response
      And the partner MC service server receives a preconfigured regroup cancel request
      And Ben and Dan are not affiliated to the regroup group

  Rule: Several requests of one regroup belong together

    @tp:PGR_QSRV_BV_43 @req:STEP-7-a @req:INV-6
    Scenario: The primary asks twice for one regroup
      Given the primary MC service server asks its partners twice
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ben and Dan are affiliated to the regroup group
