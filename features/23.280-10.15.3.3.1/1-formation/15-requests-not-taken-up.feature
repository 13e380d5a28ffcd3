@clause:10.15.3.3.1
Feature: Requests that are not taken up as they stand

  What was rejected, refused or not authorized leaves nothing behind, and groups that
  are in use, in whatever part of a request they are named, are not used twice.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: A request that is not taken up leaves nothing behind

    @tp:PGR_PSRV_BO_04 @req:STEP-4a-6
    Scenario: A request that is not authorized holds no group
      Given Finn may not initiate a preconfigured regroup
      When Finn initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BO_05 @req:STEP-4a-6
    Scenario: A rejected request holds none of its groups
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BO_06 @req:POST-1 @req:STEP-4a-1
    Scenario: A rejected request frees none of the groups that it named
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And no group is regrouped

    @tp:PGR_PSRV_BO_07 @req:POST-1 @req:STEP-4a-1 @needs:authorization-first
    Scenario: A request that is not authorized frees none of the groups that it named
      Given Finn may not initiate a preconfigured regroup
      And Ivo has regrouped Fire-2 into Joint-8
      When Finn initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped

    @tp:PGR_PSRV_BO_08 @req:STEP-4a-6
    Scenario: A request that a partner refused holds no primary-homed group
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8
      Then Ivo receives a preconfigured regroup request return: authorized
      And Ivo receives a preconfigured regroup response

    @tp:PGR_QSRV_BO_01 @req:STEP-6-a @req:STEP-6-e @req:STEP-7-a
    Scenario: A request that the partner refused holds none of its other groups there
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-7
      Then Gil receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BO_02 @req:STEP-6-a @req:STEP-6-e @req:POST-1
    Scenario: A request that the partner refused frees none of its groups there
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives no preconfigured regroup response
      And Ben receives no preconfigured regroup request

  Rule: A regroup group in force cannot be regrouped itself

    @tp:PGR_PSRV_BI_27 @req:STEP-4a-1 @req:STEP-4a-3 @needs:proposed-identity
    Scenario: A regroup group in force is listed beside a free group
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Joint-8 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

  Rule: One regrouped group among several is enough to refuse

    @tp:PGR_QSRV_BI_05 @req:STEP-6-a @req:STEP-6-e
    Scenario: One of two listed partner-homed groups is held by an earlier preconfigured regroup
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the partner MC system

  Rule: A proposed identity that is in use is replaced

    @tp:PGR_PSRV_BI_28 @req:STEP-3-h @req:INV-3
    Scenario: An identity that belongs to a partner-homed group is replaced
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Med-8
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Med-8
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_29 @req:STEP-3-h @req:INV-3
    Scenario: An identity that belongs to another preconfigured group is replaced
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Crisis-1
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Crisis-1
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_30 @req:STEP-3-h @req:INV-3
    Scenario: An identity that belongs to a listed partner-homed group is replaced
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Med-7
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Med-7
      And Ana receives a preconfigured regroup response
